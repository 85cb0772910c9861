import TextUI

extension Model {
  /// The contexts in which a key is looked up, in order.
  var contexts: [KeyContext] {
    switch overlay {
    case .help: [.help]
    // Ctrl-A moves the cursor where there are no ticks to take away.
    case .picker(let picker): picker.kind.marksRows ? [.picker, .text] : [.text, .picker]
    case .sale: [.help]
    case nil: [focus.keys, .global].compactMap { $0 }
    }
  }

  mutating func press(_ key: Key) -> [Effect] {
    pendingKeys.append(key)
    switch match(pendingKeys) {
    case .action(let action):
      pendingKeys = []
      return perform(action)
    case .prefix:
      return []
    case .none:
      let isChord = pendingKeys.count > 1
      pendingKeys = []
      // When no chord matches, the last key counts by itself.
      if isChord { return press(key) }
      if let plain = key.withoutControl { return press(plain) }
      type(key)
      return []
    }
  }

  private func match(_ keys: [Key]) -> KeyMap.Match {
    let found = setup.keys.match(keys, in: contexts)
    guard overlay != nil, found == .none else { return found }
    // The help key also closes the help.
    if case .help = overlay, setup.keys.match(keys, in: [.global]) == .action(.help) { return .action(.back) }
    // In a picker every character is text.
    if case .character = keys.last { return .none }
    if case .action(let action) = setup.keys.match(keys, in: [.global]), action.isAlwaysOn { return .action(action) }
    return .none
  }

  private mutating func type(_ key: Key) {
    if case .character(let character) = key { insert(String(character)) }
  }

  mutating func insert(_ text: String) {
    switch overlay {
    case .picker(var picker):
      picker.typed.insert(text)
      picker.textChanged()
      overlay = .picker(picker)
    case .help, .sale, nil: return
    }
  }

  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .quit: return [.quit]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    default: break
    }
    switch overlay {
    case .help(let offset): performInHelp(action, offset)
    case .picker(let picker): return performInPicker(action, picker)
    case .sale(let sale): performOnSale(action, sale)
    case nil: return performOnScreen(action)
    }
    return []
  }

  private mutating func performInHelp(_ action: Action, _ offset: Int) {
    let page = max(1, size.rows - 8)
    switch action {
    case .back: overlay = nil
    case .up: overlay = .help(offset: offset - 1)
    case .down: overlay = .help(offset: offset + 1)
    case .pageUp: overlay = .help(offset: offset - page)
    case .pageDown: overlay = .help(offset: offset + page)
    case .first: overlay = .help(offset: 0)
    case .last: overlay = .help(offset: .max)
    default: break
    }
    if case .help(let offset) = overlay {
      let most = HelpText(setup, symbols: look.symbols).scrollRange(in: size)
      overlay = .help(offset: min(max(0, offset), most))
    }
  }

  private mutating func performOnScreen(_ action: Action) -> [Effect] {
    switch action {
    case .help: overlay = .help(offset: 0)
    case .pickPeriod: open(.period)
    case .pickRegions: open(.regions)
    case .pickProducts: open(.products)
    case .search: open(.search)
    case .theme:
      if setup.themes.count > 1 { open(.theme) }
    case .palette: open(.commands)
    case .export:
      guard setup.canExport, data.figures != nil, !isExporting else { return [] }
      isExporting = true
      return [.export]
    case .exportPicture:
      guard setup.canExportPicture, data.figures != nil, !isExporting else { return [] }
      isExporting = true
      return [.exportPicture]
    case .copyCommand: return copyCommand()
    case .mouse:
      view.isMouseOn.toggle()
      tell(view.isMouseOn ? "Mouse on" : "Mouse off: the terminal selects text", .good, for: .seconds(3))
      return [.setMouse(view.isMouseOn)]
    case .reload:
      reading.isDue = true
      reading.failure?.retryAt = moment.uptime
      tell("Reading the store, the themes and the config file again", .good, for: .seconds(2))
      return [.reload]
    case .back: goBack()
    default: performOnView(action)
    }
    return []
  }

  mutating func open(_ kind: Picker.Kind) {
    pendingKeys = []
    var picker = Picker(kind, filter: view.filter)
    picker.match(in: self)
    // The cursor starts on the current choice, which is "all" for regions and products, so that Enter changes nothing.
    if kind == .period { picker.start(at: .period(view.period)) }
    if kind == .theme, setup.themes.indices.contains(themeIndex) {
      picker.start(at: .theme(setup.themes[themeIndex].name))
    }
    overlay = .picker(picker)
  }
}
