internal import Yams

/// A YAML value with its place, read by kind; what does not fit becomes a fault and not a guess.
struct ConfigurationNode {
    let node: Node
    /// What it is called in messages: `hooks.on-error`.
    let name: String

    var line: Int? { node.mark?.line }

    /// The values of a mapping by key.
    func entries(_ keys: [String], _ faults: inout FaultList) -> [String: ConfigurationNode] {
        guard let mapping = node.mapping else {
            faults.add(line, "\(label) must be a mapping of \(keys.joined(separator: ", "))")
            return [:]
        }
        var entries: [String: ConfigurationNode] = [:]
        for (key, value) in mapping {
            let text = key.string ?? ""
            let place = key.mark?.line
            guard keys.contains(text) else {
                let near = keys.min { Self.distance($0, text) < Self.distance($1, text) }
                let hint = near.flatMap { Self.distance($0, text) <= 3 ? "; did you mean \($0)?" : nil } ?? ""
                faults.add(
                    place,
                    "there is no setting “\(text)”\(name.isEmpty ? "" : " in \(name)")\(hint)"
                        + (hint.isEmpty ? "; there are \(keys.joined(separator: ", "))" : ""))
                continue
            }
            if entries[text] != nil { faults.add(place, "“\(text)” stands twice; keep one") }
            entries[text] = ConfigurationNode(node: value, name: name.isEmpty ? text : "\(name).\(text)")
        }
        return entries
    }

    func text(_ faults: inout FaultList) -> String? {
        guard let text = node.string, !text.isEmpty else {
            faults.add(line, "\(label) must be a text")
            return nil
        }
        return text
    }

    /// A list of texts; one text stands for a list of one.
    func texts(_ faults: inout FaultList) -> [String] {
        if node.string != nil { return text(&faults).map { [$0] } ?? [] }
        return items(&faults).compactMap { $0.text(&faults) }
    }

    func items(_ faults: inout FaultList) -> [ConfigurationNode] {
        guard let sequence = node.sequence else {
            faults.add(line, "\(label) must be a list")
            return []
        }
        return sequence.map { ConfigurationNode(node: $0, name: name) }
    }

    func truth(_ faults: inout FaultList) -> Bool? {
        guard let truth = node.bool else {
            faults.add(line, "\(label) must be true or false")
            return nil
        }
        return truth
    }

    /// One of several words.
    func choice<Choice: RawRepresentable & CaseIterable>(_ faults: inout FaultList) -> Choice?
    where Choice.RawValue == String {
        if let choice = node.string.flatMap(Choice.init(rawValue:)) { return choice }
        faults.add(line, "\(label) must be \(Choice.allCases.map(\.rawValue).joined(separator: " or "))")
        return nil
    }

    private var label: String { name.isEmpty ? "the file" : name }

    /// Levenshtein's.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8.prefix(40)), Array(right.utf8.prefix(40)))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}

/// Faults as they are met.
struct FaultList {
    let file: String
    private(set) var all: [ConfigurationFault] = []

    init(file: String) { self.file = file }

    mutating func add(_ line: Int?, _ message: String) {
        all.append(ConfigurationFault(file: file, line: line, message: message))
    }
}
