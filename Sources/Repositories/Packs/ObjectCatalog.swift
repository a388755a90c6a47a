package import Model

/// Every object of a repository's object folders (its own and those of its alternates), numbered.
///
/// The numbers are dense: packs first, each in the order of its index, then loose objects. An object that stands in
/// several places has a number for each; `number(of:)` gives the first.
package final class ObjectCatalog: @unchecked Sendable {
    // Safe: filled by `init`, read-only afterwards.
    package let format: ObjectFormat
    let packs: [PackFile]
    /// Of each pack.
    let tables: UnsafeMutableBufferPointer<PackTables>
    /// Of each pack's index.
    private let searches: [IndexSearch]
    let loose: [LooseObjects]
    /// Number of the first object of each pack, then of each loose folder, then the total.
    let starts: [Int]
    /// Folders of objects: the repository's own and those that it borrows from (alternates).
    package let folders: [String]
    /// What could not be opened.
    package let problems: [CatalogProblem]
    /// What was read all the same, and Git does not read.
    package let remarks: [String]
    /// Some objects were left on a server on purpose (partial clone).
    package let hasPromisor: Bool

    /// Keeps the memory that large objects take within bounds.
    let largeObjects: LargeObjects

    /// How large an object may be, in bytes; larger ones are refused before memory is taken for them.
    package static let objectSizeLimit = 2 << 30

    /// - Parameter memory: what objects may take, and scanning them, beside the mapped packs, in bytes.
    package convenience init(of layout: RepositoryLayout, jobs: Int, memory: Int = 512 << 20) {
        self.init(
            objectFolder: layout.objectFolder, layout.objectFormat ?? .sha1, jobs: jobs, memory: memory,
            isPartial: layout.isPartial)
    }

    /// - Parameters:
    ///   - objectFolder: `objects` of the repository's common directory.
    ///   - format: of the names of its objects.
    ///   - memory: what objects may take, and scanning them, beside the mapped packs, in bytes.
    ///   - isPartial: whether the repository says that objects were left on a server; packs of such fetches say so too.
    package convenience init(
        objectFolder: String, _ format: ObjectFormat, jobs: Int, memory: Int = 512 << 20, isPartial: Bool = false
    ) {
        var folders: [String] = []
        var problems: [CatalogProblem] = []
        Self.collect(objectFolder, depth: 0, into: &folders, problems: &problems)
        var packs: [PackFile] = []
        var loose: [LooseObjects] = []
        var hasPromisor = isPartial
        var remarks: [String] = []
        for folder in folders {
            let packFolder = folder + "/pack"
            let files = FileSystem.names(in: packFolder)
            if files == nil, FileSystem.exists(packFolder) {
                problems.append(.init(.closed, packFolder, "cannot be listed; \(GitError.adviceOnPermissions)"))
            }
            for file in files ?? [] where file.hasSuffix(".pack") {
                let path = packFolder + "/" + file
                let stem = path.dropLast(5)
                hasPromisor = hasPromisor || FileSystem.exists(stem + ".promisor")
                do {
                    let pack = try PackFile(path: path, indexPath: stem + ".idx", format, jobs: jobs)
                    if let damage = pack.damage { problems.append(.init(.damaged, path, damage)) }
                    packs.append(pack)
                } catch {
                    do {
                        let (pack, fault) = try PackIndexing.pack(at: path, format, jobs: jobs, memory: memory)
                        packs.append(pack)
                        if let fault {
                            problems.append(
                                .init(.damaged, path, "\(error); \(fault); another clone may have it whole"))
                        } else {
                            remarks.append(
                                "\(error); the pack was read without it, and `git index-pack \(path)` makes Git read it too"
                            )
                        }
                    } catch let unread {
                        // Where the index is missing the pack may be none.
                        let isDenied = if case .denied = unread { true } else { false }
                        problems.append(.init(isDenied ? .closed : .damaged, path, isDenied ? "\(unread)" : "\(error)"))
                    }
                }
            }
            let names = Set(files ?? [])
            for file in files ?? [] where file.hasSuffix(".idx") && !names.contains(file.dropLast(3) + "pack") {
                problems.append(
                    .init(.damaged, packFolder + "/" + file, "its pack is gone, and with it the objects that it lists"))
            }
            var unreadable: [String] = []
            loose.append(LooseObjects(folder: folder, format, unreadable: &unreadable))
            problems += unreadable.map { .init(.closed, $0, "cannot be listed; \(GitError.adviceOnPermissions)") }
        }
        self.init(
            packs: packs, loose: loose, folders: folders, problems: problems, remarks: remarks,
            hasPromisor: hasPromisor, format, memory: memory, jobs: jobs)
    }

    /// The objects of one pack.
    convenience init(of pack: PackFile, _ format: ObjectFormat, memory: Int, jobs: Int) {
        self.init(
            packs: [pack], loose: [], folders: [], problems: [], remarks: [], hasPromisor: false, format,
            memory: memory, jobs: jobs)
    }

    private init(
        packs: [PackFile], loose: [LooseObjects], folders: [String], problems: [CatalogProblem], remarks: [String],
        hasPromisor: Bool, _ format: ObjectFormat, memory: Int, jobs: Int
    ) {
        self.format = format
        self.remarks = remarks
        var starts = [0]
        for pack in packs { starts.append(starts[starts.count - 1] + pack.count) }
        for folder in loose { starts.append(starts[starts.count - 1] + folder.names.count) }
        largeObjects = LargeObjects(memory: memory, jobs: jobs)
        self.packs = packs
        tables = .allocate(capacity: packs.count)
        _ = tables.initialize(from: packs.map(\.tables))
        searches = packs.map(\.index.search)
        self.loose = loose
        self.starts = starts
        self.folders = folders
        self.problems = problems
        self.hasPromisor = hasPromisor
    }

    deinit { tables.deallocate() }

    /// Whether objects may be there that may not be read.
    package var isPartlyDenied: Bool { problems.contains { $0.kind == .closed } }

    /// How many numbers there are.
    package var count: Int { starts[starts.count - 1] }

    /// The number under which an object is visited; nil if it is not there.
    package func number(of id: ObjectID) -> Int? {
        for place in searches.indices {
            if let position = searches[place].position(of: id) { return starts[place] + position }
        }
        for (place, folder) in loose.enumerated() {
            if let position = folder.position(of: id) { return starts[packs.count + place] + position }
        }
        return nil
    }

    /// Asks for the place in memory at which `number(of:)` will most likely look for an object.
    @inline(__always)
    func prefetch(_ id: ObjectID) { if let search = searches.first { search.prefetch(id) } }

    /// Asks for what `prefetch` reads.
    @inline(__always)
    func prefetchBounds(_ id: ObjectID) { if let search = searches.first { search.prefetchBounds(id) } }

    /// Where objects are, in all places that have them.
    /// - Parameters:
    ///   - ids: in order.
    ///   - body: is given the place in `ids` and a number of the object, the one it is visited under first.
    package func forEachNumber(
        ofSorted ids: some RandomAccessCollection<ObjectID>,
        _ body: (_ index: Int, _ number: Int, _ isFirst: Bool) -> Void
    ) {
        var isFound = NumberSet(count: ids.count)
        for (place, pack) in packs.enumerated() {
            var position = 0
            for (index, id) in ids.enumerated() {
                while position < pack.count, pack.index.name(position) < id { position += 1 }
                guard position < pack.count else { break }
                guard pack.index.name(position) == id else { continue }
                body(index, starts[place] + position, !isFound.contains(index))
                isFound.insert(index)
            }
        }
        for (place, folder) in loose.enumerated() where !folder.names.isEmpty {
            for (index, id) in ids.enumerated() {
                guard let position = folder.position(of: id) else { continue }
                body(index, starts[packs.count + place] + position, !isFound.contains(index))
                isFound.insert(index)
            }
        }
    }

    /// - Parameter number: below `count`.
    package func id(of number: Int) -> ObjectID {
        var place = 0
        while number >= starts[place + 1] { place += 1 }
        return place < packs.count
            ? packs[place].index.name(number - starts[place]) : loose[place - packs.count].names[number - starts[place]]
    }

    /// What kind of object has a number; nil if that cannot be read. Loose ones are opened for it.
    func kind(of number: Int) -> ObjectKind? {
        var place = 0
        while number >= starts[place + 1] { place += 1 }
        let position = number - starts[place]
        if place < packs.count { return packs[place].kind(packs[place].entry(atPosition: position)) }
        let folder = loose[place - packs.count]
        return try? LooseObject.stream(path: folder.path(of: folder.names[position])).kind
    }

    /// How many packed objects are of a kind, repeats included; loose objects are of a kind not known before they are read.
    package func count(of kind: ObjectKind) -> Int {
        packs.reduce(0) { sum, pack in sum + (0..<pack.count).count { pack.kind($0) == kind } }
    }

    /// Whether an earlier pack holds the object too, or this one under another number, at which it is visited.
    func isRepeat(_ entry: Int, inPack place: Int) -> Bool {
        let pack = tables[place]
        guard place > 0 || packs[place].index.hasTwins else { return false }
        let id = pack.name(of: entry)
        return searches[..<place].contains { $0.position(of: id) != nil }
            || packs[place].index.hasTwins && searches[place].position(of: id) != pack.position(entry)
    }

    /// An object folder and those that it borrows from.
    package static func folders(below folder: String) -> [String] {
        var folders: [String] = []
        var problems: [CatalogProblem] = []
        collect(folder, depth: 0, into: &folders, problems: &problems)
        return folders
    }

    /// How many folders may borrow from each other: as many as Git follows.
    private static let mostBorrowings = 6

    /// The folder and those its `info/alternates` names, theirs included (gitrepository-layout(5)).
    private static func collect(
        _ folder: String, depth: Int, into folders: inout [String], problems: inout [CatalogProblem]
    ) {
        guard let folder = FileSystem.absolutePath(folder), FileSystem.isDirectory(folder) else {
            problems.append(
                .init(.closed, folder, "this object folder does not exist; objects that only it holds are missing"))
            return
        }
        guard !folders.contains(folder) else { return }
        folders.append(folder)
        let file = folder + "/info/alternates"
        let text = FileSystem.smallFile(file)
        if text == nil, FileSystem.stands(file) {
            problems.append(
                .init(.closed, file, "it is no file that can be read; objects of folders that it names are missing"))
        }
        let paths = text.map(Alternates.paths) ?? []
        guard depth < mostBorrowings || paths.isEmpty else {
            problems.append(
                .init(
                    .closed, file,
                    "Git follows \(mostBorrowings) folders that borrow from each other, and this is one more; objects that only it leads to are missing"
                ))
            return
        }
        for path in paths {
            collect(
                path.hasPrefix("/") ? path : folder + "/" + path, depth: depth + 1, into: &folders, problems: &problems)
        }
    }
}
