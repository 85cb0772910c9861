import ConfigText
import SalesCore

/// Typed access to the values of a recipe's file.
struct RecipeReader {
  let document: ConfigDocument

  func checkKeys(
    of table: [String: ConfigValue], at path: [String], known: [String]
  ) throws(ConfigProblem) {
    guard let unknown = table.keys.sorted().first(where: { !known.contains($0) }) else { return }
    let advice =
      Suggestion.nearest(to: unknown, among: known).map { "did you mean `\($0)`?" }
      ?? "there are \(known.joined(separator: ", "))"
    throw document.problem(at: path + [unknown], "`\(unknown)` is not known in a recipe; \(advice)")
  }

  func text(_ value: ConfigValue?, at path: [String]) throws(ConfigProblem) -> String? {
    guard let value else { return nil }
    guard let text = value.string else {
      throw document.problem(at: path, "\(path.last ?? "") must be text, not \(value.kind)")
    }
    return text
  }

  func table(_ value: ConfigValue?, at path: [String]) throws(ConfigProblem) -> [String: ConfigValue]? {
    guard let value else { return nil }
    guard let table = value.table else {
      throw document.problem(at: path, "\(path.last ?? "") must be a table, not \(value.kind)")
    }
    return table
  }

  /// A list of texts, or one text.
  func texts(_ value: ConfigValue?, at path: [String]) throws(ConfigProblem) -> [String]? {
    guard let value else { return nil }
    if let text = value.string { return text.isEmpty ? [] : [text] }
    let texts = value.list.map { $0.compactMap(\.string) }
    guard let texts, texts.count == value.list?.count else {
      throw document.problem(at: path, "\(path.last ?? "") must be a list of columns")
    }
    return texts
  }

  func formula(_ value: ConfigValue?, at path: [String]) throws(ConfigProblem) -> Formula? {
    guard let text = try text(value, at: path) else { return nil }
    do throws(FormulaProblem) { return try Formula(text) } catch {
      throw document.problem(at: path, "\(path.last ?? ""): \(error)")
    }
  }

  /// A text of `[read]` that `parse` knows; `wanted` says which ones it does.
  func choice<T>(
    _ value: ConfigValue?, at key: String, _ wanted: String, _ parse: (String) -> T?
  ) throws(ConfigProblem) -> T? {
    guard let text = try text(value, at: ["read", key]) else { return nil }
    guard let choice = parse(text) else {
      throw document.problem(at: ["read", key], "\(key): `\(text)` is not \(wanted)")
    }
    return choice
  }
}
