internal import CLibgit2

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Answers libgit2 while it speaks to a server: who we are, whether we trust it, whether it sends too much.
final class MirrorSession {
    private let url: String
    private let sizeLimit: Int?
    private let hostKey: String?
    private let answer: (String?) throws(MirrorError) -> MirrorFetch.Answer?
    private var hasAnswered = false
    /// Why we stopped it; libgit2 does not carry our reasons.
    private(set) var failure: MirrorError?

    init(
        url: String, sizeLimit: Int?, hostKey: String?,
        answer: @escaping (String?) throws(MirrorError) -> MirrorFetch.Answer?
    ) {
        self.url = url
        self.sizeLimit = sizeLimit
        self.hostKey = hostKey
        self.answer = answer
    }

    /// - Parameter callbacks: used for as long as this session lives.
    func listen(in callbacks: inout git_remote_callbacks) {
        callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
        callbacks.credentials = { credential, url, user, allowed, payload in
            guard let credential, let session = MirrorSession.of(payload) else { return -1 }
            return session.authenticate(
                &credential.pointee, url: url.map { String(cString: $0) } ?? "", user: user.map { String(cString: $0) },
                allowed)
        }
        callbacks.certificate_check = { certificate, isValid, host, payload in
            guard let certificate, let session = MirrorSession.of(payload) else { return -1 }
            return session.trusts(certificate, isValid: isValid == 1, host: host.map { String(cString: $0) } ?? "")
        }
        callbacks.transfer_progress = { progress, payload in
            guard let progress, let session = MirrorSession.of(payload), let limit = session.sizeLimit else { return 0 }
            return session.checkSize(progress.pointee.received_bytes, limit: limit)
        }
    }

    private static func of(_ payload: UnsafeMutableRawPointer?) -> MirrorSession? {
        payload.map { Unmanaged<MirrorSession>.fromOpaque($0).takeUnretainedValue() }
    }

    private func fail(_ kind: MirrorError.Kind, _ reason: String) -> Int32 {
        failure = MirrorError(kind, reason)
        return GIT_EUSER.rawValue
    }

    private func checkSize(_ received: Int, limit: Int) -> Int32 {
        received <= limit
            ? 0
            : fail(
                .tooLarge,
                "\(url) sends more than the size limit of \(limit) bytes; raise `size_limit`, or leave it out")
    }

    // MARK: Who we are

    private func authenticate(
        _ credential: inout UnsafeMutablePointer<git_credential>?, url: String, user: String?, _ allowed: UInt32
    ) -> Int32 {
        guard Self.host(of: url) == Self.host(of: self.url) else {
            return fail(
                .remote, "\(self.url) sent us on to another server, which is told nothing; name that server's URL")
        }
        if allowed & GIT_CREDENTIAL_USERNAME.rawValue != 0 {
            return git_credential_username_new(&credential, user ?? "git")
        }
        guard !hasAnswered else { return fail(.remote, "\(self.url) does not accept the credential it was given") }
        hasAnswered = true
        let given: MirrorFetch.Answer?
        do { given = try answer(user) } catch {
            failure = error
            return GIT_EUSER.rawValue
        }
        switch given {
        case .login(let user, let password) where allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT.rawValue != 0:
            if url.hasPrefix("http://") {
                return fail(.remote, "\(self.url) asks for a password, which is not sent over http; use https")
            }
            return git_credential_userpass_plaintext_new(&credential, user, password)
        case .key(let user, let file, let passphrase) where allowed & GIT_CREDENTIAL_SSH_KEY.rawValue != 0:
            guard let file else { return git_credential_ssh_key_from_agent(&credential, user) }
            return git_credential_ssh_key_new(&credential, user, nil, file, passphrase)
        case nil:
            return fail(.remote, "\(self.url) wants to know who we are; name where its credential is in `credentials`")
        default:
            return fail(.remote, "\(self.url) does not take the kind of credential that `credentials` names for it")
        }
    }

    /// `host:port` of a URL, in lower case; also of the form `user@host:path`.
    static func host(of url: String) -> String {
        let lower = url.lowercased()
        if let scheme = lower.firstRange(of: "://") {
            let authority = lower[scheme.upperBound...].prefix { $0 != "/" }
            return String(authority.split(separator: "@").last ?? "")
        }
        let authority = lower.prefix { $0 != ":" && $0 != "/" }
        return String(authority.split(separator: "@").last ?? "")
    }

    // MARK: Whom we trust

    private func trusts(_ certificate: UnsafeMutablePointer<git_cert>, isValid: Bool, host: String) -> Int32 {
        if certificate.pointee.cert_type == GIT_CERT_HOSTKEY_LIBSSH2 {
            return certificate.withMemoryRebound(to: git_cert_hostkey.self, capacity: 1) {
                trusts($0.pointee, isValid: isValid, host: host)
            }
        }
        return isValid
            ? 0
            : fail(.remote, "the certificate of \(host) is not trusted; name its authority's file with `certificates`")
    }

    private func trusts(_ key: git_cert_hostkey, isValid: Bool, host: String) -> Int32 {
        guard let expected = hostKey else {
            return isValid
                ? 0
                : fail(
                    .remote,
                    "the host key of \(host) is not known; name it with `host_key`, or add the host to ~/.ssh/known_hosts"
                )
        }
        guard key.type.rawValue & GIT_CERT_SSH_SHA256.rawValue != 0 else {
            return fail(.remote, "\(host) shows no host key that could be compared")
        }
        let digest = withUnsafeBytes(of: key.hash_sha256) { Array($0) }
        guard Self.base64(digest) == expected.dropFirst("SHA256:".count).prefix(while: { $0 != "=" }) else {
            return fail(
                .remote, "the host key of \(host) is another than `host_key` says; find out why before you change it")
        }
        return 0
    }

    /// Without padding, as OpenSSH prints it.
    private static func base64(_ bytes: [UInt8]) -> Substring {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        var (bits, count) = (0, 0)
        for byte in bytes {
            bits = (bits << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[bits >> count & 63])
            }
        }
        if count > 0 { text.append(alphabet[bits << (6 - count) & 63]) }
        return text[...]
    }
}
