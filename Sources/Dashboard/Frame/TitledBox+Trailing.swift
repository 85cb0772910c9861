import TextUI

extension TitledBox {
  /// The first of some forms of a right-hand text, from full to brief, that fits beside the title; nil where none does.
  static func trailing(_ forms: [String], beside title: String, width: Int) -> String? {
    let room = width - DisplayWidth.of(title) - 9
    return forms.first { DisplayWidth.of($0) <= room }
  }
}
