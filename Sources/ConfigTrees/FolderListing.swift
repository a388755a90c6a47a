#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What stands in a folder, by its kind: names, in no order.
struct FolderListing {
    private(set) var files: [[UInt8]] = []
    private(set) var folders: [[UInt8]] = []
    private(set) var links: [[UInt8]] = []
    private(set) var others: [[UInt8]] = []
    private var hasGit = false
    private var hasHead = false
    private var hasObjects = false
    private var hasRefs = false
    private var hasPackageManifest = false

    /// nil if it cannot be listed; errno(3) says why.
    init?(of folder: OpenFolder) {
        // fdopendir takes the descriptor over, and files are opened from the folder's own.
        guard let stream = fdopendir(dup(folder.descriptor)) else { return nil }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
            add(name, Int32(entry.pointee.d_type), in: folder)
        }
    }

    private mutating func add(_ name: [UInt8], _ type: Int32, in folder: OpenFolder) {
        noteSigns(name)
        switch type == Int32(DT_UNKNOWN) ? Self.type(of: name, in: folder) : type {
        case Int32(DT_DIR): folders.append(name)
        case Int32(DT_REG): files.append(name)
        case Int32(DT_LNK): links.append(name)
        default: others.append(name)
        }
    }

    private mutating func noteSigns(_ name: [UInt8]) {
        switch name.count {
        case 4:
            if name.elementsEqual(".git".utf8) { hasGit = true }
            if name.elementsEqual("HEAD".utf8) { hasHead = true }
            if name.elementsEqual("refs".utf8) { hasRefs = true }
        case 7: if name.elementsEqual("objects".utf8) { hasObjects = true }
        case 13: if name.elementsEqual("Package.swift".utf8) { hasPackageManifest = true }
        default: break
        }
    }

    /// Whether it may be a working tree, or a bare repository (gitrepository-layout(5)), of which a part can be gone.
    var isRepository: Bool { hasGit || hasObjects && (hasHead || hasRefs) || hasHead && hasRefs }

    /// Whether the folder `name` in it holds what a build made of its sources and fetched for them: SwiftPM's `.build`
    /// lies beside the package's manifest. Elsewhere `.build` is any folder.
    func makesBuildProducts(of name: [UInt8]) -> Bool {
        hasPackageManifest && name.elementsEqual(".build".utf8)
    }

    private static func type(of name: [UInt8], in folder: OpenFolder) -> Int32 {
        var status = stat()
        guard fstatat(folder.descriptor, name.map { CChar(bitPattern: $0) } + [0], &status, AT_SYMLINK_NOFOLLOW) == 0
        else {
            return Int32(DT_REG)
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return Int32(DT_DIR)
        case S_IFREG: return Int32(DT_REG)
        case S_IFLNK: return Int32(DT_LNK)
        default: return Int32(DT_FIFO)
        }
    }
}
