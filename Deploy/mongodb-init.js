// Run by mongosh as root, every time the stack starts: makes the replica set of one member and the program's user where they are
// missing. The user may read and write the database `sales` and nothing else.
const fs = require("fs");
const read = (name) => fs.readFileSync(`/run/secrets/${name}`, "utf8").trim();

db.getSiblingDB("admin").auth("root", read("mongodb-root"));

try {
  rs.status();
} catch (error) {
  if (error.codeName !== "NotYetInitialized") throw error;
  rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "mongodb:27017" }] });
}
for (let tries = 0; !db.hello().isWritablePrimary; tries += 1) {
  if (tries === 60) throw new Error("the replica set has no primary after a minute");
  sleep(1000);
}

const sales = db.getSiblingDB("sales");
const user = { pwd: read("mongodb-salestop"), roles: [{ role: "readWrite", db: "sales" }] };
if (sales.getUser("salestop") === null) {
  sales.createUser({ user: "salestop", ...user });
} else {
  sales.updateUser("salestop", user);
}
