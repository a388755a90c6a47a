/// Numbers paths by their last name and the path before it.
package struct PathTable: Sendable {
    /// The path before that of a file at the top.
    package static let root: Int32 = -1
    private var numbering = KeyNumbering()

    package init() {}

    package var count: Int { numbering.count }

    /// The number of a path; new ones get the next one.
    package mutating func number(ofName name: Int32, in parent: Int32) -> Int32 {
        Int32(truncatingIfNeeded: numbering.number(of: KeyNumbering.key(parent, name)))
    }

    /// The number of its last name.
    func name(of path: Int32) -> Int32 {
        path == Self.root ? Self.root : KeyNumbering.parts(of: numbering.keys[Int(path)]).1
    }

    /// The number of the path before its last name.
    func folder(of path: Int32) -> Int32 {
        path == Self.root ? Self.root : KeyNumbering.parts(of: numbering.keys[Int(path)]).0
    }

    /// The path's bytes, `/` between the names.
    package func bytes(of path: Int32, names: NameTable) -> [UInt8] {
        var parts: [ArraySlice<UInt8>] = []
        var path = path
        while path != Self.root {
            let (parent, name) = KeyNumbering.parts(of: numbering.keys[Int(path)])
            parts.append(names.name(Int(name)))
            path = parent
        }
        return Array(parts.reversed().joined(separator: [UInt8(ascii: "/")]))
    }

    /// Takes in another table's paths.
    /// - Returns: for each of the other's numbers, the number here.
    mutating func take(_ other: PathTable) -> [Int32] {
        // A path's parent has a lower number than it.
        var numbers: [Int32] = []
        numbers.reserveCapacity(other.count)
        for key in other.numbering.keys {
            let (parent, name) = KeyNumbering.parts(of: key)
            numbers.append(number(ofName: name, in: parent == Self.root ? parent : numbers[Int(parent)]))
        }
        return numbers
    }
}
