internal import CDeflate

/// The files of a zip archive as its central directory lists them (APPNOTE 6.3.10, 4.3), for archives in which
/// nothing is unusual: those are nearly all, and libdeflate unpacks them two to three times as fast as libarchive,
/// which reads the others.
struct ZipArchive {
    struct Member {
        let name: [UInt8]
        let packed: UnsafeRawBufferPointer
        /// Unpacked, in bytes.
        let size: Int
        let checksum: UInt32
        let isStored: Bool
        /// Folders and links have no content.
        let isFile: Bool
        /// Where its own header stands.
        fileprivate let offset: Int
    }

    /// In the order in which they lie in the archive.
    let members: [Member]

    /// Bytes of the end record, of an entry of the directory and of a member's header, without their names (APPNOTE
    /// 4.3).
    private static let endLength = 22
    private static let entryLength = 46
    private static let headerLength = 30
    /// Bits that say how hard it was compressed, that sizes stand behind the content, and that the name is UTF-8.
    private static let usualFlags = 0x080E

    /// nil for everything that libarchive might read in another way: encrypted, more than 4 GiB, on several disks, with
    /// names that are not ASCII, with headers that do not say what the directory says, or with bombs in it.
    init?(_ content: UnsafeRawBufferPointer, limits: OpeningLimits) {
        guard let end = Self.end(of: content) else { return nil }
        let (count, length, start) = (
            content.littleEndian16(at: end + 10), content.littleEndian32(at: end + 12),
            content.littleEndian32(at: end + 16)
        )
        guard content.littleEndian32(at: end + 4) == 0, content.littleEndian16(at: end + 8) == count, count < 0xFFFF,
            start + length == end
        else { return nil }
        var members: [Member] = []
        members.reserveCapacity(count)
        var position = start
        for _ in 0..<count {
            guard let (member, next) = Self.member(at: position, of: content, before: start, end: end),
                member.size < limits.entryBytes,
                member.size <= limits.ratioFloor || member.size <= content.count * limits.ratio
            else { return nil }
            members.append(member)
            position = next
        }
        guard position == end else { return nil }
        members.sort { $0.offset < $1.offset }
        for index in members.indices.dropFirst() where members[index].offset == members[index - 1].offset { return nil }
        self.members = members
    }

    /// Where the record stands with which the archive ends, if nothing but its own comment follows.
    private static func end(of content: UnsafeRawBufferPointer) -> Int? {
        guard content.count >= endLength else { return nil }
        var position = content.count - endLength
        let least = max(0, position - 16_000)
        while position >= least {
            if content.littleEndian32(at: position) == 0x0605_4B50 {
                return position + endLength + content.littleEndian16(at: position + 20) == content.count
                    ? position : nil
            }
            position -= 1
        }
        return nil
    }

    /// - Parameters:
    ///   - start: where the directory begins, behind all contents.
    ///   - end: where it ends.
    private static func member(
        at place: Int, of content: UnsafeRawBufferPointer, before start: Int, end: Int
    ) -> (member: Member, next: Int)? {
        guard place + entryLength <= end, content.littleEndian32(at: place) == 0x0201_4B50 else { return nil }
        let (flags, method) = (content.littleEndian16(at: place + 8), content.littleEndian16(at: place + 10))
        let (packed, size) = (content.littleEndian32(at: place + 20), content.littleEndian32(at: place + 24))
        let (nameLength, extraLength) = (content.littleEndian16(at: place + 28), content.littleEndian16(at: place + 30))
        let offset = content.littleEndian32(at: place + 42)
        let extra = place + entryLength + nameLength
        let next = extra + extraLength + content.littleEndian16(at: place + 32)
        guard next <= end, flags & ~usualFlags == 0, method == 0 || method == 8,
            content.littleEndian16(at: place + 34) == 0,
            packed != 0xFFFF_FFFF, size != 0xFFFF_FFFF, method == 8 || packed == size,
            hasUsualExtra(content[extra..<(extra + extraLength)]), offset + headerLength <= start
        else { return nil }
        let name = content[(place + entryLength)..<extra]
        guard !name.isEmpty, name.count < 4096,
            name.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            let isFile = isFile(content, place, endsInSlash: name.last == UInt8(ascii: "/"), size: size)
        else { return nil }
        let checksum = content.littleEndian32(at: place + 16)
        guard let data = data(at: offset, of: content, flags, method, name, sizes: (checksum, packed, size)),
            data + packed <= start
        else {
            return nil
        }
        let member = Member(
            name: Array(name), packed: UnsafeRawBufferPointer(rebasing: content[data..<(data + packed)]), size: size,
            checksum: UInt32(truncatingIfNeeded: checksum), isStored: method == 0, isFile: isFile, offset: offset)
        return (member, next)
    }

    /// Where the content begins behind a member's own header; nil if that differs from what the directory says.
    private static func data(
        at offset: Int, of content: UnsafeRawBufferPointer, _ flags: Int, _ method: Int,
        _ name: Slice<UnsafeRawBufferPointer>,
        sizes: (checksum: Int, packed: Int, size: Int)
    ) -> Int? {
        let nameStart = offset + headerLength
        let (nameLength, extraLength) = (
            content.littleEndian16(at: offset + 26), content.littleEndian16(at: offset + 28)
        )
        let data = nameStart + nameLength + extraLength
        guard content.littleEndian32(at: offset) == 0x0403_4B50, content.littleEndian16(at: offset + 6) == flags,
            content.littleEndian16(at: offset + 8) == method, data <= content.count, nameLength == name.count,
            content[nameStart..<(nameStart + nameLength)].elementsEqual(name),
            hasUsualExtra(content[(nameStart + nameLength)..<data])
        else { return nil }
        // Bit 3: the sizes stand behind the content, and here mostly zeros.
        let isLater = flags & 8 != 0
        guard
            isLater
                || content.littleEndian32(at: offset + 14) == sizes.checksum
                    && content.littleEndian32(at: offset + 18) == sizes.packed
                    && content.littleEndian32(at: offset + 22) == sizes.size
        else { return nil }
        return data
    }

    /// By the attributes that the system gave it which made the archive; nil for what is neither file, folder nor link.
    private static func isFile(_ content: UnsafeRawBufferPointer, _ place: Int, endsInSlash: Bool, size: Int) -> Bool? {
        let attributes = content.littleEndian32(at: place + 38)
        var kind = 0
        switch content[place + 5] {
        case 3: kind = attributes >> 16 & 0o170000
        case 0: kind = attributes & 0x10 != 0 ? 0o040000 : 0
        default: break
        }
        if endsInSlash || kind == 0o040000 { return size == 0 && (kind == 0 || kind == 0o040000) ? false : nil }
        switch kind {
        case 0, 0o100000: return true
        case 0o120000: return false
        default: return nil
        }
    }

    /// Whether no extra field gives the member another name, size or kind.
    private static func hasUsualExtra(_ extra: Slice<UnsafeRawBufferPointer>) -> Bool {
        let bytes = UnsafeRawBufferPointer(rebasing: extra)
        var position = 0
        while position + 4 <= bytes.count {
            let kind = bytes.littleEndian16(at: position)
            // Zip64, a Unicode path, AES, and libarchive's own.
            if kind == 0x0001 || kind == 0x7075 || kind == 0x9901 || kind == 0x6C78 { return false }
            position += 4 + bytes.littleEndian16(at: position + 2)
        }
        return position <= bytes.count
    }
}

/// Unpacks the members of a zip archive, one after the other, into memory that it keeps.
struct ZipUnpacker: ~Copyable {
    private let raw: OpaquePointer
    private var buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    init?() {
        guard let raw = libdeflate_alloc_decompressor() else { return nil }
        self.raw = raw
    }

    deinit {
        libdeflate_free_decompressor(raw)
        buffer.deallocate()
    }

    /// A member's content, lent until the next call; nil if it is damaged.
    mutating func content(of member: ZipArchive.Member) -> UnsafeRawBufferPointer? {
        let content: UnsafeRawBufferPointer
        if member.isStored {
            content = member.packed
        } else {
            // Deflate cannot do better than 1032 : 1.
            guard member.size <= member.packed.count * 1100 + 64 else { return nil }
            if buffer.count < max(1, member.size) {
                buffer.deallocate()
                buffer = .allocate(byteCount: max(64 << 10, member.size), alignment: 64)
            }
            var (used, written) = (0, 0)
            let status = libdeflate_deflate_decompress_ex(
                raw, member.packed.baseAddress, member.packed.count, buffer.baseAddress, member.size, &used, &written)
            guard status == LIBDEFLATE_SUCCESS, used == member.packed.count, written == member.size else { return nil }
            content = UnsafeRawBufferPointer(rebasing: buffer[..<member.size])
        }
        return libdeflate_crc32(0, content.baseAddress, content.count) == member.checksum ? content : nil
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func littleEndian16(at offset: Int) -> Int {
        Int(UInt16(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
    }

    fileprivate func littleEndian32(at offset: Int) -> Int {
        Int(UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
}
