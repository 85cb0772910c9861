import Foundation
import Testing

/// A terminal that has stopped to take what it is sent, as one behind a network that has gone away.
@Suite(.needs(.python3), .timeLimit(.minutes(60)))
struct DashSlowTests {
  /// Opens the dashboard on a terminal, reads until it stands, and then reads no more: redraws fill what lies between.
  private static let script = """
    import fcntl, os, pty, select, signal, struct, sys, termios, time
    program, end = sys.argv[1:3]
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        os.execv(program, [program, "dash"] + sys.argv[3:])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))
    seen, limit = b"", time.time() + 120
    while b"Quit" not in seen and time.time() < limit:
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 65536)
    os.write(terminal, b"\\x0c" * 8)
    time.sleep(1)
    if end == "q":
        os.write(terminal, b"q")
    else:
        os.kill(child, signal.SIGTERM)
    limit = time.time() + 120
    while time.time() < limit:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            print("ended", status)
            sys.exit()
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print("stuck")
    """

  @Test("it holds up neither q nor SIGTERM", arguments: ["q", "TERM"])
  func ends(how: String) async throws {
    let salestop = try await Fixtures.january.value.copy()
    let said = try await Python.run(Self.script, Salestop.executable, how, "--state-dir", salestop.state)
    #expect(said.hasPrefix("ended"))
  }
}
