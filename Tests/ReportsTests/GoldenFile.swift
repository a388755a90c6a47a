import Foundation
import Testing

/// Compares output with a file under Golden/; `UPDATE_GOLDEN=1` writes the file instead.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = Project.tests.appending(path: "Golden").appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
        return try Data(text.utf8).write(to: file)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(
        text == expected, "\(name) differs; see the change with UPDATE_GOLDEN=1 and git diff",
        sourceLocation: sourceLocation)
}

enum Project {
    /// Where this file is; the test bundle is only a copy.
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let root = tests.deletingLastPathComponent().deletingLastPathComponent()
}
