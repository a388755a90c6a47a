internal import CLibgit2
package import Model

/// One worker's handle on libgit2's object database: reads single objects, whatever form they have.
///
/// It is opened on the object folder, not on the repository, so that no extension of the repository can close it.
package struct ObjectDatabase: ~Copyable {
    private let raw: OpaquePointer
    private let folders: [String]

    /// - Parameter others: object folders to look in too.
    package init(objectFolder: String, others: [String] = []) throws(GitError) {
        LibGit2.start
        let database = try GitError.create("open the object database \(objectFolder)") { git_odb_open(&$0, objectFolder) }
        for folder in others {
            let code = git_odb_add_disk_alternate(database, folder)
            guard code == 0 else {
                git_odb_free(database)
                throw GitError.last("read objects in \(folder)", code: code)
            }
        }
        raw = database
        folders = [objectFolder] + others
    }

    deinit { git_odb_free(raw) }

    /// The size of an object, without reading it; nil if that cannot be told.
    package func size(_ id: ObjectID) -> Int? {
        for path in folders.lazy.map({ LooseObjects.path(of: id, in: $0) }) where FileSystem.exists(path) { return try? LooseObject.stream(path: path).size }
        var name = git_oid()
        _ = id.bytes.withUnsafeBufferPointer { git_oid_fromraw(&name, $0.baseAddress) }
        var size = 0
        var kind = GIT_OBJECT_INVALID
        return git_odb_read_header(&size, &kind, raw, &name) == 0 ? size : nil
    }

    /// Kind and content of an object. libgit2 checks that the content hashes to the name.
    package func read(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, content: [UInt8]) {
        // libgit2 1.5 loops for ever on a loose object whose zlib stream is cut short, so those are never given to it.
        for path in folders.lazy.map({ LooseObjects.path(of: id, in: $0) }) where FileSystem.exists(path) {
            do {
                let object = try LooseObject(path: path, inflater: Inflater(), limit: ObjectCatalog.objectSizeLimit)
                return (object.kind, object.content)
            } catch {
                throw .unreadable(path: path, reason: "\(error)")
            }
        }
        var name = git_oid()
        _ = id.bytes.withUnsafeBufferPointer { git_oid_fromraw(&name, $0.baseAddress) }
        let object = try GitError.create("read object \(id.hex)") { git_odb_read(&$0, raw, &name) }
        defer { git_odb_object_free(object) }
        guard let kind = ObjectKind(rawValue: UInt8(clamping: git_odb_object_type(object).rawValue)) else {
            throw .library(action: "read object \(id.hex)", reason: "unknown type")
        }
        let bytes = UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object))
        return (kind, Array(bytes))
    }
}
