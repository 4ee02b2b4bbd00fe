// One computer's network cable: a relay between a browser and the server that can be pulled out and put
// back while everybody else stays connected. Offline for the page is "nothing listens", as with a server that is gone.
import { connect, createServer } from "node:net";

export async function layCable(server) {
  const cable = new Cable(server.port);
  await cable.putBack();
  return cable;
}

class Cable {
  constructor(target) {
    this.target = target;
    this.port = 0;
    this.lines = new Set();
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async putBack() {
    this.relay = createServer((near) => {
      const far = connect(this.target, "127.0.0.1");
      for (const [line, other] of [[near, far], [far, near]]) {
        this.lines.add(line);
        line.on("error", () => other.destroy());
        line.on("close", () => {
          this.lines.delete(line);
          other.destroy();
        });
        line.pipe(other);
      }
    });
    await new Promise((resolve) => this.relay.listen(this.port, "127.0.0.1", resolve));
    this.port = this.relay.address().port;
  }

  async pullOut() {
    const closed = new Promise((resolve) => this.relay.close(resolve));
    for (const line of this.lines) line.destroy();
    await closed;
  }
}
