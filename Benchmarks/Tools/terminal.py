"""A terminal for programs that are measured: gives each a pty, answers what it asks, counts what it sends.

terminal.py run SIZE PROGRAM ARGUMENT…    runs it to its end
terminal.py watch SETTINGS                several side by side, over windows of time
terminal.py first SETTINGS                from the start of the process to its first complete frame
terminal.py memory SETTINGS               the peak, after some keys
terminal.py latency SETTINGS              from a record's append to the first frame that counts it

SIZE is 120x40; SETTINGS is a JSON object, whose fields stand at each function; with `beside`, commands that run meanwhile.
Prints JSON. Times are seconds.
"""

import codecs
import contextlib
import fcntl
import json
import os
import pty
import re
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time

ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
# What one frame sends comes in several reads; a pause this long lies between two frames.
PAUSE = 0.02
# Questions, and colours as the descriptions of 24 bits write them.
UNKNOWN_TO_PYTE = re.compile(r"\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b\[[\d:;]*m")
CUT = re.compile(r"(\x1b([\[\]()][^\x1b\x07a-zA-Z]*)?)?$")


class Program:
    """A process in a pty of its own. `output` holds what it sent, each part with the time it was read at."""

    def __init__(self, arguments, size):
        columns, rows = (int(part) for part in size.split("x"))
        self.columns, self.rows = columns, rows
        self.output = []
        self.asked = b""
        self.start = time.time()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(arguments[0], arguments, {**os.environ, **ENVIRONMENT})

    def read(self):
        """False when the program has closed its terminal."""
        try:
            data = os.read(self.file, 1 << 16)
        except OSError:
            data = b""
        self.output.append((time.time(), data))
        self.answer(data)
        return bool(data)

    def answer(self, data):
        """As xterm does: dark, and every sign that is tried one column wide."""
        self.asked = (self.asked + data)[-4096:]
        for question, reply in ((b"\x1b]11;?", b"\x1b]11;rgb:0000/0000/0000\x1b\\"), (b"\x1b[6n", None), (b"\x1b[c", b"\x1b[?62;22c")):
            before, found, after = self.asked.partition(question)
            if found:
                tried = before.rpartition(b"\r")[2].decode(errors="replace")
                os.write(self.file, reply or b"\x1b[1;%dR" % (len(tried) + 1))
                self.asked = before + after

    def type(self, keys):
        os.write(self.file, keys.encode())

    def cpu(self):
        """Of all its threads, also of those that have ended."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def status(self, field):
        """Of /proc/PID/status, in bytes."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as lines:
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field + ":"))

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        if self.drain(5):
            os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def wait(self):
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.file)
        return code

    def drain(self, seconds, quiet=None):
        """Reads for so long, or until nothing came for `quiet` after something did. False when the program has gone."""
        end = time.time() + seconds
        while (now := time.time()) < end:
            until = end
            if quiet and self.output:
                until = min(end, self.output[-1][0] + quiet)
                if until <= now:
                    return True
            if select.select([self.file], [], [], until - now)[0] and not self.read():
                return False
        return True

    def screens(self):
        """(time, rows as text) after each read."""
        import pyte

        screen = pyte.Screen(self.columns, self.rows)
        stream = pyte.Stream(screen)
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        rest = ""
        for moment, data in self.output:
            text = UNKNOWN_TO_PYTE.sub("", rest + decoder.decode(data))
            # A sequence that is cut waits for its end.
            whole = CUT.search(text).start()
            stream.feed(text[:whole])
            rest = text[whole:]
            yield moment, list(screen.display)


@contextlib.contextmanager
def daemons(commands):
    """Run beside, without a terminal, until the body is done."""
    running = [subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    try:
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)


def run(size, *arguments):
    program = Program(list(arguments), size)
    while program.read():
        pass
    return {"code": program.wait(), "bytes": sum(len(data) for _, data in program.output)}


def watch(size, settle, windows, seconds, programs):
    """Of each program by window: bytes and frames a second, and the share of a core."""
    running = [Program(arguments, size) for arguments in programs]
    read_all(running, settle)
    results = [{"bytes": [], "frames": [], "cpu": []} for _ in running]
    for _ in range(windows):
        marks = [(len(program.output), program.cpu(), time.time()) for program in running]
        read_all(running, seconds)
        for program, result, (first, cpu, start) in zip(running, results, marks):
            length = time.time() - start
            parts = [part for part in program.output[first:] if part[1]]
            times = [moment for moment, _ in parts]
            frames = sum(1 for before, now in zip([0] + times, times) if now - before > PAUSE)
            result["bytes"].append(sum(len(data) for _, data in parts) / length)
            result["frames"].append(frames / length)
            result["cpu"].append((program.cpu() - cpu) / length)
    for program in running:
        program.end()
    return results


def read_all(programs, seconds):
    end = time.time() + seconds
    by_file = {program.file: program for program in programs}
    while (left := end - time.time()) > 0:
        for file in select.select(list(by_file), [], [], left)[0]:
            if not by_file[file].read():
                sys.exit(f"terminal.py: a program ended too early: {b''.join(d for _, d in by_file[file].output[-20:])!r}")


def first(size, program):
    """The first time at which the screen was as it stayed. The top row tells ages, which move."""
    running = Program(program, size)
    running.drain(30, quiet=1.5)
    screens = [(moment, rows[1:]) for moment, rows in running.screens()]
    running.end()
    final = screens[-1][1]
    if not any(row.strip() for row in final):
        sys.exit("terminal.py: nothing was drawn")
    complete = next(moment for moment, rows in screens if rows == final)
    return {"seconds": complete - running.start, "screen": final}


def memory(size, program, keys):
    """Types the keys, each when the screen has been quiet; the most memory that was ever resident."""
    running = Program(program, size)
    running.drain(30, quiet=1)
    for key in keys:
        running.type(key)
        running.drain(5, quiet=0.3)
    result = {"peak": running.status("VmHWM"), "now": running.status("VmRSS")}
    running.end()
    return result


def sales(rows):
    """The count on the card of the sales, which is exact; None before there is one."""
    for title, row in zip(rows, rows[1:]):
        found = re.search("─ Sales ─", title)
        if found:
            count = re.match(r"[ │]*([\d,]+) ", row[found.start() :])
            return count and int(count[1].replace(",", ""))
    return None


def latency(size, program, settle, seconds, log):
    """By record of the embedded log: from its append to the first frame whose count of sales has it in."""
    running = Program(program, size)
    running.drain(settle)
    begin = time.time()
    if not running.drain(seconds):
        sys.exit("terminal.py: the dashboard ended too early")
    end = time.time()
    seen = list(running.screens())
    running.end()
    frames = []
    for moment, rows in seen:
        count = sales(rows)
        if count is not None:
            frames.append((moment, count))
    # The newest are left out: their frames may not have been seen any more.
    database = sqlite3.connect(f"file:{log}?mode=ro", uri=True)
    rows = database.execute(
        'SELECT "offset", appended FROM records WHERE appended >= ? AND appended < ? ORDER BY "offset"',
        (begin * 1000, (end - 3) * 1000),
    ).fetchall()
    latencies = []
    place = 0
    for offset, appended in rows:
        while place < len(frames) and frames[place][1] <= offset:
            place += 1
        if place == len(frames):
            sys.exit(f"terminal.py: no frame shows the sale at offset {offset}; the last counted {frames[-1:]}")
        latencies.append(frames[place][0] - appended / 1000)
    # The producer's own waits for the disk, which nobody behind it can make good.
    pause = max(later - earlier for (_, earlier), (_, later) in zip(rows, rows[1:])) / 1000
    return {"latencies": latencies, "pause": pause}


if __name__ == "__main__":
    # Who starts this may have blocked signals, and those that are started here would inherit that.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    # Ended by the daemons' block as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    functions = {"watch": watch, "first": first, "memory": memory, "latency": latency}
    if sys.argv[1] == "run":
        print(json.dumps(run(*sys.argv[2:])))
    else:
        settings = json.loads(sys.argv[2])
        with daemons(settings.pop("beside", [])):
            print(json.dumps(functions[sys.argv[1]](**settings)))
