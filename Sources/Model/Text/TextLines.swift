extension StringProtocol {
    /// The lines of a text without their ends, `\n` or `\r\n`. Swift takes `\r\n` for one character, which
    /// `split(separator: "\n")` passes over: all of a file from Windows would be one line.
    package var textLines: [SubSequence] { split(omittingEmptySubsequences: false, whereSeparator: \.endsLine) }

    /// The text up to the end of its first line.
    package var firstLine: SubSequence { prefix { !$0.endsLine } }
}

extension Character {
    fileprivate var endsLine: Bool { self == "\n" || self == "\r\n" }
}
