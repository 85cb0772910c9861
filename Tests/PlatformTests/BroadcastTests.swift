import Platform
import Testing

@Suite(.timeLimit(.minutes(1))) struct BroadcastTests {
  @Test("every listener hears of a send; several sends before it listens again are one")
  func everyone() async {
    var broadcast: Broadcast? = Broadcast()
    var first = broadcast?.stream().makeAsyncIterator()
    var second = broadcast?.stream().makeAsyncIterator()
    broadcast?.send()
    broadcast?.send()
    #expect(await first?.next() != nil)
    #expect(await second?.next() != nil)
    broadcast = nil
    #expect(await first?.next() == nil, "the second send was merged, and the release ends the stream")
  }

  @Test("a listener hears nothing of what was sent before it came")
  func later() async {
    var broadcast: Broadcast? = Broadcast()
    broadcast?.send()
    var stream = broadcast?.stream().makeAsyncIterator()
    broadcast = nil
    #expect(await stream?.next() == nil)
  }

  @Test("a listener that ends leaves the others listening")
  func leaving() async {
    let broadcast = Broadcast()
    let leaver = Task { for await _ in broadcast.stream() {} }
    var stays = broadcast.stream().makeAsyncIterator()
    leaver.cancel()
    await leaver.value
    broadcast.send()
    #expect(await stays.next() != nil)
  }
}
