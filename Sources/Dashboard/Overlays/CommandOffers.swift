import SalesAnalytics
import TextUI

/// A command of the palette.
enum Command: Hashable, Sendable {
  case action(Action)
  case view(Int)
  case theme(Int)
  case comparison(Comparison)
  case measure(Measure)
  case period(Period)
}

/// The commands that would do something now, each with its row in the palette.
struct CommandOffers {
  typealias Offer = (command: Command, row: PickerList.Row)

  let model: Model
  let typed: String

  var all: [Offer] { views + actions + comparisons + measures + periods + themes }

  /// The focused panel's and the global ones; of the panel's the ways to move in it stand last.
  private var actions: [Offer] {
    let bindings = model.setup.keys.bindings
    let mine = bindings.filter { $0.context == model.focus.keys }
    let ordered =
      mine.filter { !$0.action.isMove } + bindings.filter { $0.context == .global } + mine.filter(\.action.isMove)
    return ordered.compactMap { binding in
      guard !Action.views.contains(binding.action), binding.action != .palette, model.wouldDo(binding) else {
        return nil
      }
      return offer(.action(binding.action), binding.action.title, binding, note: note(binding))
    }
  }

  /// The help without what the title says already.
  private func note(_ binding: KeyBinding) -> String {
    let title = binding.action.title
    guard binding.help.lowercased().hasPrefix(title.lowercased()) else { return binding.help }
    return String(binding.help.dropFirst(title.count).drop { !$0.isLetter })
  }

  private func offer(
    _ command: Command, _ title: String, _ binding: KeyBinding? = nil, isCurrent: Bool = false, note: String = ""
  ) -> Offer {
    var row = PickerList.Row(
      title, detail: binding?.label(in: model.look.symbols) ?? "", mark: isCurrent ? .ticked : .none)
    row.detailRole = .key
    row.note = note
    return (command, row)
  }

  private var views: [Offer] {
    model.setup.views.enumerated().map { index, view in
      let binding = index < Action.views.count ? model.setup.keys.binding(Action.views[index], in: .global) : nil
      return offer(.view(index), "Show \(view.name)", binding, isCurrent: index == model.viewIndex)
    }
  }

  private var comparisons: [Offer] {
    Comparison.allCases.map { comparison in
      let title = comparison == .none ? "Compare with nothing" : "Compare with \(comparison.rawValue)"
      return offer(
        .comparison(comparison), title + (comparison == .previous ? " period" : comparison == .none ? "" : " before"),
        isCurrent: comparison == model.comparison)
    }
  }

  private var measures: [Offer] {
    Measure.allCases.map {
      offer(.measure($0), "Measure \($0.title.lowercased())", isCurrent: $0 == model.measure)
    }
  }

  /// The usual ones, and the one that is typed in full.
  private var periods: [Offer] {
    let meant = try? Period(parsing: typed)
    let offered = Period.presets + (meant.map { Period.presets.contains($0) ? [] : [$0] } ?? [])
    return offered.map { period in
      var offer = offer(
        .period(period), "Show " + model.spelled(period), isCurrent: period == model.period)
      offer.row.note = period.text
      offer.row.isPinned = period == meant
      return offer
    }
  }

  private var themes: [Offer] {
    guard model.setup.themeNames.count > 1 else { return [] }
    return model.setup.themeNames.enumerated().map {
      offer(.theme($0), "Theme \($1)", isCurrent: $0 == model.themeIndex)
    }
  }
}
