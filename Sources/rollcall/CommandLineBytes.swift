import ArgumentParser
import Foundation
import Reports

/// The command line before it became strings: names of files need not be UTF-8, and strings are.
enum CommandLineBytes {
    /// Refuses what would name another file than the one that was meant.
    static func check() throws {
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let word = CommandLine.unsafeArgv[index], String(validatingCString: word) == nil else { continue }
            throw ValidationError(
                "“\(TerminalText.safe(String(cString: word)))” is not UTF-8, and such names cannot be given as arguments; scan the folder that holds it"
            )
        }
    }
}
