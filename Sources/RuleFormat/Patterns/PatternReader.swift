/// A recursive-descent reader of regular expressions.
struct PatternReader {
    let text: [UInt8]
    var position = 0
    private(set) var groups: [PatternSyntax.Group] = []
    private var flags = Flags()
    private(set) var borders = Borders()

    /// Places of classes that take one byte or more beside a match: `[^a-z]` of `[^a-z]acme_`.
    struct Borders {
        /// That nothing comes before, in the order of their places.
        var leading: [Range<Int>] = []
        /// That nothing comes behind: of what was read last.
        var trailing: [Range<Int>] = []
        /// Whether what is read next may begin the match.
        var isFirst = true
    }

    private struct Flags {
        var ignoresCase = false
        /// Blanks and comments count for nothing.
        var isExtended = false
        /// A dot matches line breaks too.
        var dotIsAny = false
    }

    /// Deeper nesting is an attack or a mistake.
    private static let greatestDepth = 200

    /// Whether `^` is read as the line feed before it, which anchors at beginnings of lines have.
    private let takesLineStarts: Bool

    init(text: [UInt8], takesLineStarts: Bool) {
        self.text = text
        self.takesLineStarts = takesLineStarts
    }

    var isAtEnd: Bool { position >= text.count }

    func peek(_ ahead: Int = 0) -> UInt8? { position + ahead < text.count ? text[position + ahead] : nil }
    func has(_ literal: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
        // Behind an unclosed comment or name the position lies past the end.
        return position < text.count && text[position...].starts(with: wanted)
    }
    func failure(_ reason: String) -> PatternSyntax.Failure { .init(offset: position, reason: reason) }

    mutating func choice(depth: Int) throws(PatternSyntax.Failure) -> PatternNode {
        guard depth < Self.greatestDepth else { throw failure("it is nested too deeply") }
        let (outer, isFirst) = (flags, borders.isFirst)
        var branches = [try sequence(depth: depth)]
        var trailing = borders.trailing
        while peek() == UInt8(ascii: "|") {
            position += 1
            borders.isFirst = isFirst
            branches.append(try sequence(depth: depth))
            trailing += borders.trailing
        }
        flags = outer
        borders.trailing = trailing
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence(depth: Int) throws(PatternSyntax.Failure) -> PatternNode {
        var nodes: [PatternNode] = []
        var (isFirst, trailing) = (borders.isFirst, [Range<Int>]())
        while let byte = peek(), byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            if flags.isExtended, skipExtended() { continue }
            let start = position
            borders.isFirst = isFirst
            borders.trailing = []
            guard let atom = try atom(byte, depth: depth) else { continue }
            let node = try quantified(atom)
            nodes.append(node)
            // Behind an unclosed comment the position lies past the end.
            if position <= text.count, isBorder(node, from: start) {
                if isFirst { borders.leading.append(start..<position) }
                borders.trailing = [start..<position]
            }
            trailing = node.canBeEmpty ? trailing + borders.trailing : borders.trailing
            isFirst = isFirst && node.canBeEmpty
        }
        borders.trailing = trailing
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    /// Whether it is a class with a line feed in it, once or more.
    private func isBorder(_ node: PatternNode, from start: Int) -> Bool {
        let set: ByteSet
        switch node {
        case .bytes(let bytes): set = bytes
        case .repeated(.bytes(let bytes), let least, _) where least > 0: set = bytes
        default: return false
        }
        let written = text[start..<position]
        // Of what only some bytes are read here, the others are not known: `\p{L}`.
        return set.contains(0x0A) && text[start] != UInt8(ascii: "(")
            && !zip(written, written.dropFirst()).contains { $0 == UInt8(ascii: "\\") && "pPXCN0".utf8.contains($1) }
    }

    private mutating func skipExtended() -> Bool {
        guard let byte = peek() else { return false }
        if ByteSet.space.contains(byte) {
            position += 1
            return true
        }
        guard byte == UInt8(ascii: "#") else { return false }
        while let next = peek(), next != UInt8(ascii: "\n") { _ = next; position += 1 }
        return true
    }

    /// nil for what matches nothing by itself: flags, comments.
    private mutating func atom(_ byte: UInt8, depth: Int) throws(PatternSyntax.Failure) -> PatternNode? {
        switch byte {
        case UInt8(ascii: "("): return try group(depth: depth)
        case UInt8(ascii: "["): return .bytes(folded(try bracket()))
        case UInt8(ascii: "\\"): return try escape()
        case UInt8(ascii: "."):
            position += 1
            return .bytes(flags.dotIsAny ? .all : ByteSet([0x0A, 0x0D]).inverted)
        case UInt8(ascii: "^"), UInt8(ascii: "$"):
            position += 1
            return takesLineStarts && byte == UInt8(ascii: "^") ? .bytes(ByteSet([0x0A])) : .empty
        default:
            position += 1
            return .bytes(folded(ByteSet([byte])))
        }
    }

    func folded(_ set: ByteSet) -> ByteSet { flags.ignoresCase ? set.ignoringCase : set }

    // MARK: Quantifiers

    private mutating func quantified(_ node: PatternNode) throws(PatternSyntax.Failure) -> PatternNode {
        var node = node
        while let (least, most) = quantifier() {
            if let most, most < least { throw failure("the numbers of a quantifier are out of order") }
            node = .repeated(node, min: least, max: most)
            if peek() == UInt8(ascii: "?") || peek() == UInt8(ascii: "+") { position += 1 }
        }
        return node
    }

    private mutating func quantifier() -> (Int, Int?)? {
        if flags.isExtended { while skipExtended() {} }
        switch peek() {
        case UInt8(ascii: "*"): position += 1; return (0, nil)
        case UInt8(ascii: "+"): position += 1; return (1, nil)
        case UInt8(ascii: "?"): position += 1; return (0, 1)
        case UInt8(ascii: "{"):
            let start = position
            position += 1
            let least = number()
            var most = least
            if peek() == UInt8(ascii: ",") {
                position += 1
                most = number()
                if peek() == UInt8(ascii: "}"), least != nil || most != nil {
                    position += 1
                    return (least ?? 0, most)
                }
            } else if peek() == UInt8(ascii: "}"), let least {
                position += 1
                return (least, most)
            }
            position = start
            return nil
        default: return nil
        }
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let byte = peek(), ByteSet.digits.contains(byte) {
            value = min((value ?? 0) * 10 + Int(byte - UInt8(ascii: "0")), 1 << 20)
            position += 1
        }
        return value
    }

    // MARK: Groups

    private mutating func group(depth: Int) throws(PatternSyntax.Failure) -> PatternNode? {
        let start = position
        position += 1
        if peek() == UInt8(ascii: "*") {
            while let byte = peek(), byte != UInt8(ascii: ")") { _ = byte; position += 1 }
            position += 1
            return nil
        }
        guard peek() == UInt8(ascii: "?") else {
            groups.append(.init(number: groups.count + 1, name: nil, offset: start))
            return try closed(depth)
        }
        position += 1
        if has("#") {
            while let byte = peek(), byte != UInt8(ascii: ")") { _ = byte; position += 1 }
            position += 1
            return nil
        }
        if has("=") || has("<=") { return try aside(depth, widened: true) }
        if has("!") || has("<!") { return try aside(depth, widened: false) }
        if has(">") || has("|") {
            position += 1
            return try closed(depth)
        }
        if has("P=") || has("P>") || has("&") || has("R") || has("(") || peek().map(ByteSet.digits.contains) == true {
            return try skipped()
        }
        if let name = groupName() {
            groups.append(.init(number: groups.count + 1, name: name, offset: start))
            return try closed(depth)
        }
        return try flagged(depth)
    }

    private mutating func closed(_ depth: Int) throws(PatternSyntax.Failure) -> PatternNode {
        let node = try choice(depth: depth + 1)
        guard peek() == UInt8(ascii: ")") else { throw failure("a parenthesis is not closed") }
        position += 1
        return node
    }

    /// A look-around. What it looks at may or may not stand where it looks.
    private mutating func aside(_ depth: Int, widened: Bool) throws(PatternSyntax.Failure) -> PatternNode {
        position += peek() == UInt8(ascii: "<") ? 2 : 1
        borders.isFirst = false
        let node = try closed(depth)
        borders.trailing = []
        return widened ? .repeated(node, min: 0, max: 1) : .empty
    }

    /// Recursion and conditions: anything.
    private mutating func skipped() throws(PatternSyntax.Failure) -> PatternNode {
        var open = 1
        while open > 0 {
            guard let byte = peek() else { throw failure("a parenthesis is not closed") }
            if byte == UInt8(ascii: "\\") { position += 1 }
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { open -= 1 }
            position += 1
        }
        return .anything
    }

    private mutating func groupName() -> String? {
        let start = position
        if has("P<") { position += 2 } else if has("<") || has("'") { position += 1 } else { return nil }
        let name = text[position...].prefix { ByteSet.word.contains($0) }
        position += name.count
        guard !name.isEmpty, peek() == UInt8(ascii: ">") || peek() == UInt8(ascii: "'") else {
            position = start
            return nil
        }
        position += 1
        return String(decoding: name, as: UTF8.self)
    }

    /// `(?i)`, `(?i-s:…)`.
    private mutating func flagged(_ depth: Int) throws(PatternSyntax.Failure) -> PatternNode? {
        var changed = flags
        var isOn = true
        while let byte = peek() {
            position += 1
            switch byte {
            case UInt8(ascii: "-"): isOn = false
            case UInt8(ascii: "^"): changed = Flags()
            case UInt8(ascii: "i"): changed.ignoresCase = isOn
            case UInt8(ascii: "x"): changed.isExtended = isOn
            case UInt8(ascii: "s"): changed.dotIsAny = isOn
            case UInt8(ascii: "m"), UInt8(ascii: "U"), UInt8(ascii: "J"), UInt8(ascii: "n"),
                UInt8(ascii: "u"),
                UInt8(ascii: "R"):
                break
            case UInt8(ascii: ")"):
                flags = changed
                return nil
            case UInt8(ascii: ":"):
                let outer = flags
                flags = changed
                let node = try closed(depth)
                flags = outer
                return node
            case UInt8(ascii: "P"): throw failure("the name of a group is not closed, or empty")
            default: throw failure("“\(String(UnicodeScalar(byte)))” is no flag of a group")
            }
        }
        throw failure("a parenthesis is not closed")
    }
}
