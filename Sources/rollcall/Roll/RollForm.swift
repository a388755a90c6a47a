import ArgumentParser

/// How an answer about the roll is written: for people, or as one JSON document.
struct DocumentForm: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "text or json.") var format: Format = .text
    @Flag(help: "The same as --format json.") var json = false

    var isJSON: Bool { json || format == .json }
}

/// How a list of events is written: for people, or as JSON Lines.
struct EventForm: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, jsonl }

    @Option(help: "text or jsonl.") var format: Format = .text
    @Flag(help: "The same as --format jsonl.") var jsonl = false

    var isJSONL: Bool { jsonl || format == .jsonl }
}
