import Model

/// The files and folders that findings stand in, to tell of many findings in a few lines and yet to name, for each of
/// them, its file or a folder around it.
struct PlaceTree {
    /// Folders below this depth are not told apart: paths of strangers may be deep without end.
    private static let deepest = 16

    private struct Node {
        let name: String
        let isFolder: Bool
        var places = PlaceCount()
        var files = 0
        var children: [Int] = []
    }

    private var nodes = [Node(name: "", isFolder: true)]

    /// - Parameter isHere: whether files are named without their source.
    init(_ findings: [Finding], isHere: Bool = false) {
        var order: [String] = []
        var files: [String: PlaceCount] = [:]
        for finding in findings {
            let name = HumanPlace.group(of: finding, isHere: isHere)
            if files[name] == nil { order.append(name) }
            files[name, default: PlaceCount()].add(finding)
        }
        var byName: [String: Int] = [:]
        for name in order {
            guard let count = files[name] else { continue }
            insert(name, count, byName: &byName)
        }
    }

    /// A folder's name ends with its separator: `/`, or `!` for an archive.
    private mutating func insert(_ name: String, _ count: PlaceCount, byName: inout [String: Int]) {
        nodes[0].places.add(count)
        nodes[0].files += 1
        var parent = 0
        var depth = 0
        let bytes = name.utf8
        var end = bytes.startIndex
        while end < bytes.endIndex {
            let isDeepest = depth == Self.deepest
            let separator =
                isDeepest ? nil : bytes[end...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "!") }
            end = separator.map { bytes.index(after: $0) } ?? bytes.endIndex
            let prefix = String(name[..<end])
            // A file's name is no folder's even where it ends as a folder's does.
            let isFolder = end < bytes.endIndex
            let key = isFolder ? prefix : prefix + "\0"
            let node = byName[key] ?? nodes.count
            if node == nodes.count {
                nodes.append(Node(name: prefix, isFolder: isFolder))
                byName[key] = node
                nodes[parent].children.append(node)
            }
            nodes[node].places.add(count)
            nodes[node].files += 1
            parent = node
            depth += 1
        }
    }
}

/// Findings of one file or folder, counted.
struct PlaceCount {
    private static let namedLines = 4

    private(set) var findings = 0
    private(set) var atHead = 0
    /// The first that was counted.
    private(set) var first: Finding?
    /// The earliest that brought one in, as far as that is known.
    private(set) var introduced: CommitReference?
    /// Whether that commit brought in all of them.
    private(set) var isOfOneCommit = true
    private var lines: Set<Int> = []
    private var firstLine = Int.max
    private var lastLine = 0

    mutating func add(_ finding: Finding) {
        var one = PlaceCount()
        one.findings = 1
        one.atHead = Whereabouts(finding) == .atHead ? 1 : 0
        one.first = finding
        one.introduced = finding.provenance.introduced.first
        one.isOfOneCommit = finding.provenance.introduced.count == 1
        let line = finding.location.start.line
        one.lines = [line]
        (one.firstLine, one.lastLine) = (line, line)
        add(one)
    }

    mutating func add(_ other: PlaceCount) {
        guard other.findings > 0 else { return }
        isOfOneCommit =
            other.isOfOneCommit && (findings == 0 || isOfOneCommit && introduced?.id == other.introduced?.id)
        if let theirs = other.introduced,
            introduced.map({ theirs.author.time.seconds < $0.author.time.seconds }) ?? true
        {
            introduced = theirs
        }
        findings += other.findings
        atHead += other.atHead
        first = first ?? other.first
        if lines.count <= Self.namedLines { lines.formUnion(other.lines) }
        firstLine = min(firstLine, other.firstLine)
        lastLine = max(lastLine, other.lastLine)
    }

    /// `line 7`, `lines 7, 9`, `lines 7–90,001`
    var lineText: String {
        if lines.count > Self.namedLines {
            return "lines \(Quantity.grouped(firstLine))–\(Quantity.grouped(lastLine))"
        }
        return "line" + (lines.count > 1 ? "s " : " ")
            + lines.sorted().map { Quantity.grouped($0) }.joined(separator: ", ")
    }
}

extension PlaceTree {
    /// Some of the findings: a file, a folder, or what is left of a folder.
    struct Group {
        /// As it is on the disk, not safe to print.
        let name: String
        let isFolder: Bool
        let files: Int
        let places: PlaceCount
        /// Where some of the folder stand in groups of their own.
        let isElsewhere: Bool
        /// What is left, by name and number of findings, where no name says it; and how many more there are.
        let members: [(name: String, count: Int)]
        let moreMembers: Int
    }

    /// At most `limit` groups that together hold every finding once; those with most first, what is elsewhere last.
    /// - Parameter named: how many files and folders are named in a group that has no name of its own.
    func groups(limit: Int, named: Int = 8) -> [Group] {
        guard nodes[0].files > 0 else { return [] }
        let top = Entry(self, whole(0))
        var open = [top]
        var closed: [Entry] = []
        while let position = open.indices.max(by: { open[$0] < open[$1] }) {
            var entry = open.remove(at: position)
            let room = limit - open.count - closed.count - 1
            if entry.left.isEmpty {
                closed.append(entry)
            } else if entry.left.count - 1 <= room {
                open += entry.left.map { Entry(self, whole($0)) }
            } else if room > 0, let heaviest = entry.left.first, nodes[heaviest].places.findings * 4 >= entry.findings,
                nodes[heaviest].places.findings > 1
            {
                entry.left.removeFirst()
                entry.isElsewhere = true
                entry.findings -= nodes[heaviest].places.findings
                open += [entry, Entry(self, whole(heaviest))]
            } else {
                closed.append(entry)
            }
        }
        return closed.sorted { $1 < $0 }.map { group($0, named: $0.isElsewhere || $0.node == top.node ? named : 0) }
    }

    /// A folder, and what of its content is not in another entry, that with most first.
    private struct Entry {
        let node: Int
        let name: String
        var findings: Int
        var left: ArraySlice<Int>
        var isElsewhere = false

        init(_ tree: PlaceTree, _ node: Int) {
            self.node = node
            name = tree.nodes[node].name
            findings = tree.nodes[node].places.findings
            left =
                tree.nodes[node].children.sorted {
                    (tree.nodes[$1].places.findings, tree.nodes[$0].name) < (
                        tree.nodes[$0].places.findings, tree.nodes[$1].name
                    )
                }[...]
        }

        static func < (one: Entry, other: Entry) -> Bool {
            if one.isElsewhere != other.isElsewhere { return one.isElsewhere }
            return (one.findings, other.name) < (other.findings, one.name)
        }
    }

    /// The folder itself, or the only one in it, and so on.
    private func whole(_ node: Int) -> Int {
        var node = node
        while nodes[node].children.count == 1 { node = nodes[node].children[0] }
        return node
    }

    private func group(_ entry: Entry, named: Int) -> Group {
        let node = nodes[entry.node]
        var (places, files) = (node.places, node.files)
        if entry.isElsewhere {
            places = PlaceCount()
            files = 0
            for child in entry.left {
                places.add(nodes[child].places)
                files += nodes[child].files
            }
        }
        let members = entry.left.prefix(named)
        return Group(
            name: node.name, isFolder: node.isFolder, files: files, places: places, isElsewhere: entry.isElsewhere,
            members: members.map { child in
                let whole = nodes[whole(child)]
                let name = String(decoding: whole.name.utf8.dropFirst(node.name.utf8.count), as: UTF8.self)
                return (name, whole.places.findings)
            }, moreMembers: named > 0 ? entry.left.count - members.count : 0)
    }
}
