"""check_compose.py COMPOSE ENV-FILE [PROGRAM]: what the compose schema cannot tell. One line a fault; exit 1 where there is one.

Every name that a service uses is defined, every ${VARIABLE} without a default is in ENV-FILE, ports are bound to this machine
alone, files that are bound in are there, and what stays up has a health check, a restart policy and a grace period. With PROGRAM, that takes the commands and settings of its services.
"""

import pathlib
import re
import subprocess
import sys

from ruamel.yaml import YAML

path, variables = map(pathlib.Path, sys.argv[1:3])
program = sys.argv[3] if len(sys.argv) > 3 else None
text = path.read_text()
compose = YAML(typ="safe").load(text)
services = compose["services"]
faults = []


def check(holds, fault):
    if not holds:
        faults.append(fault)


defined = {line.split("=")[0] for line in variables.read_text().splitlines()}
for name in re.findall(r"(?<!\$)\$\{(\w+)(?!\w*:?-)", text):
    check(name in defined, f"${{{name}}} is not made by make-secrets")

used = {"secrets": set(), "volumes": set()}
for name, service in services.items():
    for secret in service.get("secrets", []):
        used["secrets"].add(secret)
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        if source.startswith("."):
            check((path.parent / source).exists(), f"{name}: {source} is not there")
        else:
            used["volumes"].add(source)
    for port in service.get("ports", []):
        check(str(port).startswith("127.0.0.1:"), f"{name}: port {port} is open to other machines")
    for other, how in service.get("depends_on", {}).items():
        condition = how["condition"]
        check(other in services, f"{name}: depends on {other}, which is no service")
        if condition == "service_healthy":
            check("healthcheck" in services.get(other, {}), f"{name}: waits for the health of {other}, which has no check")
    for key, value in service.get("environment", {}).items():
        if key.endswith("_FILE") and str(value).startswith("/run/secrets/"):
            secret = value.removeprefix("/run/secrets/")
            check(secret in service.get("secrets", []), f"{name}: {key} names a secret that it does not have")
    check("restart" in service, f"{name}: no restart policy")
    if service.get("restart") == "unless-stopped":
        check("healthcheck" in service, f"{name}: no health check")
        check("stop_grace_period" in service, f"{name}: no grace period")

    if program and service.get("image") == "salestop":
        settings = {
            key: str(value).replace("/run/secrets", str(variables.parent / "secrets"))
            for key, value in service["environment"].items()
            if key.startswith("SALESTOP_")
        }
        command = [program, *service["command"], "--print-config"]
        run = subprocess.run(command, env={"HOME": "/nonexistent", **settings}, capture_output=True, text=True)
        check(run.returncode == 0, f"{name}: exit {run.returncode} of {service['command']}: {run.stderr.strip()}")

for kind, names in used.items():
    for name in sorted(names ^ compose[kind].keys()):
        faults.append(f"{kind}: {name} is {'not defined' if name in names else 'never used'}")

for fault in faults:
    print(f"{path}: {fault}", file=sys.stderr)
sys.exit(1 if faults else 0)
