import ArgumentParser
import Inventory
import Reports

struct RollImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take findings files (rollcall scan --format jsonl) and artefact files into the roll.",
        discussion: "Order and repeats make no difference. All files are taken or, on an error, none.")

    @OptionGroup var options: RollOptions
    @Argument(help: "Findings files.", completion: .file()) var files: [String]

    func run() throws {
        let summary = try options.filling { roll in
            try telling { try roll.importFindings(files) }
        }
        show(summary.text(places: "finding"))
        if summary.undated > 0 {
            StandardError.write(
                "rollcall: \(Quantity.counted(summary.undated, "finding belongs", "findings belong")) to no run: no file has its run line. Give it together with the file that does.\n"
            )
        }
    }
}

struct RollMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Add what other rolls know. They are only read.")

    @OptionGroup var options: RollOptions
    @Argument(help: "Other rolls.", completion: .file()) var others: [String]

    func run() throws {
        try options.filling { roll in
            for other in others {
                let summary = try telling { try roll.merge(Roll(at: other, .readOnly)) }
                show("\(other): \(summary.text(places: "place"))")
            }
        }
    }
}

extension ImportSummary {
    /// `1 finding and 2 artefacts of 3 runs`
    fileprivate func text(places: String) -> String {
        "\(Quantity.counted(findings, places)) and \(Quantity.counted(artefacts, "artefact")) of \(Quantity.counted(runs, "run"))"
    }
}
