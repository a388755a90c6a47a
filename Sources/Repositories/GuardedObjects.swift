internal import CLibgit2
internal import Model

/// The only object database that libgit2 gets: ours. It looks up commits and trees through it when it compares the index
/// or reads a revision expression, and its own readers hang and crash on damaged objects.
enum GuardedObjects {
    /// Puts a database of ours in the place of the repository's own.
    /// - Parameter others: object folders to look in too.
    static func install(in repository: OpaquePointer, others: [String] = []) throws(GitError) {
        guard let common = git_repository_commondir(repository) else {
            throw .library(action: "read objects", reason: "no common folder")
        }
        let folder = String(cString: common) + "objects"
        let database = try GitError.create("make an object database") { git_odb_new(&$0) }
        defer { git_odb_free(database) }
        let backend = Backend.make(ObjectDatabase(objectFolder: folder, others: others))
        guard git_odb_add_backend(database, backend, 1) == 0 else {
            Backend.free(backend)
            throw GitError.last("make an object database", code: -1)
        }
        let code = git_repository_set_odb(repository, database)
        guard code == 0 else { throw GitError.last("set the object database", code: code) }
    }
}

/// What libgit2 calls (git2/sys/odb_backend.h).
private enum Backend {
    /// The structure that libgit2 knows, and what it does not.
    private struct Whole {
        var known: git_odb_backend
        var database: Unmanaged<ObjectDatabase>
    }

    static func make(_ database: ObjectDatabase) -> UnsafeMutablePointer<git_odb_backend> {
        let whole = UnsafeMutablePointer<Whole>.allocate(capacity: 1)
        whole.initialize(to: Whole(known: git_odb_backend(), database: .passRetained(database)))
        let raw = UnsafeMutableRawPointer(whole).assumingMemoryBound(to: git_odb_backend.self)
        raw.pointee.version = UInt32(GIT_ODB_BACKEND_VERSION)
        raw.pointee.read = { data, count, kind, backend, id in
            Backend.read(ObjectID.of(id), backend, data, count, kind)
        }
        raw.pointee.read_header = { count, kind, backend, id in Backend.read(ObjectID.of(id), backend, nil, count, kind)
        }
        raw.pointee.exists = { backend, id in Backend.read(ObjectID.of(id), backend, nil, nil, nil) == 0 ? 1 : 0 }
        raw.pointee.exists_prefix = { found, backend, id, count in
            switch Backend.resolve(id, count, backend) {
            case .success(let name):
                Backend.write(name, to: found)
                return 0
            case .failure(let reason): return reason.code
            }
        }
        raw.pointee.read_prefix = { found, data, size, kind, backend, id, count in
            switch Backend.resolve(id, count, backend) {
            case .success(let name):
                Backend.write(name, to: found)
                return Backend.read(name, backend, data, size, kind)
            case .failure(let reason): return reason.code
            }
        }
        raw.pointee.free = { Backend.free($0) }
        return raw
    }

    static func free(_ backend: UnsafeMutablePointer<git_odb_backend>?) {
        guard let backend else { return }
        let whole = UnsafeMutableRawPointer(backend).assumingMemoryBound(to: Whole.self)
        whole.pointee.database.release()
        whole.deallocate()
    }

    private static func database(_ backend: UnsafeMutablePointer<git_odb_backend>?) -> ObjectDatabase? {
        backend.map {
            UnsafeMutableRawPointer($0).assumingMemoryBound(to: Whole.self).pointee.database.takeUnretainedValue()
        }
    }

    /// - Parameter data: nil where only size and kind are asked for.
    private static func read(
        _ id: ObjectID?, _ backend: UnsafeMutablePointer<git_odb_backend>?,
        _ data: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
        _ count: UnsafeMutablePointer<Int>?, _ kind: UnsafeMutablePointer<git_object_t>?
    ) -> Int32 {
        guard let id, let database = database(backend) else { return GIT_ENOTFOUND.rawValue }
        let object: WholeObject
        do { object = try database.read(id) } catch {
            git_error_set_str(Int32(GIT_ERROR_ODB.rawValue), "\(error)")
            return GIT_ENOTFOUND.rawValue
        }
        count?.pointee = object.content.count
        kind?.pointee = git_object_t(Int32(object.kind.rawValue))
        if let data {
            guard let room = git_odb_backend_data_alloc(backend, max(1, object.content.count)) else {
                return GIT_ERROR.rawValue
            }
            object.content.withUnsafeBytes {
                if let start = $0.baseAddress { room.copyMemory(from: start, byteCount: $0.count) }
            }
            data.pointee = room
        }
        return 0
    }

    private struct Unresolved: Error { let code: Int32 }

    private static func resolve(
        _ id: UnsafePointer<git_oid>?, _ count: Int, _ backend: UnsafeMutablePointer<git_odb_backend>?
    ) -> Result<ObjectID, Unresolved> {
        guard let whole = ObjectID.of(id), let database = database(backend), (4...40).contains(count) else {
            return .failure(Unresolved(code: GIT_EAMBIGUOUS.rawValue))
        }
        let names = database.names(beginningWith: String(whole.hex.prefix(count)))
        guard let name = names.first else { return .failure(Unresolved(code: GIT_ENOTFOUND.rawValue)) }
        return names.count == 1 ? .success(name) : .failure(Unresolved(code: GIT_EAMBIGUOUS.rawValue))
    }

    private static func write(_ id: ObjectID, to found: UnsafeMutablePointer<git_oid>?) {
        guard let found else { return }
        _ = id.bytes.withUnsafeBufferPointer { git_oid_fromraw(found, $0.baseAddress) }
    }
}

extension ObjectID {
    fileprivate static func of(_ id: UnsafePointer<git_oid>?) -> ObjectID? { id.map { ObjectID($0.pointee) } }
}
