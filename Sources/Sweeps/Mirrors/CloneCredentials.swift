internal import Repositories

private import Foundation

/// Finds the credential for a clone URL where the configuration says it is: in variables of the environment, or with a program
/// that is asked. Git's credential helpers, configuration and keyrings are not looked at.
struct CloneCredentials {
    let url: String
    let authentication: SweepConfiguration.Authentication?

    /// - Parameter user: whom the URL names.
    /// - Returns: nil if the configuration names no credential for the URL.
    func answer(user: String?) throws(MirrorError) -> MirrorFetch.Answer? {
        guard let authentication else { return nil }
        let isSSH = !url.hasPrefix("http")
        let named = try authentication.userVariable.map { variable throws(MirrorError) in try value(of: variable) }
        if isSSH {
            let user = user ?? authentication.user ?? named ?? "git"
            if let variable = authentication.keyFileVariable {
                let phrase = try authentication.passphraseVariable.map { name throws(MirrorError) in try value(of: name)
                }
                return .key(user: user, file: try value(of: variable), passphrase: phrase ?? "")
            }
            return authentication.usesAgent ? .key(user: user, file: nil, passphrase: "") : nil
        }
        if let variable = authentication.passwordVariable {
            // Servers that take tokens take any name with them.
            return .login(user: authentication.user ?? named ?? "git", password: try value(of: variable))
        }
        guard let program = authentication.askpass else { return nil }
        guard let name = authentication.user ?? named else {
            let answered = try ask(program, "Username for '\(url)': ")
            return .login(user: answered, password: try ask(program, "Password for '\(url)': "))
        }
        return .login(user: name, password: try ask(program, "Password for '\(url)': "))
    }

    private func value(of variable: String) throws(MirrorError) -> String {
        guard let value = ProcessInfo.processInfo.environment[variable], !value.isEmpty else {
            throw MirrorError(.remote, "the variable \(variable), which `credentials` names for \(url), is not set")
        }
        return value
    }

    private func ask(_ program: String, _ question: String) throws(MirrorError) -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [question]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        do { try process.run() } catch {
            throw MirrorError(
                .remote, "the askpass program \(program) cannot be started: \(error.localizedDescription)")
        }
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let line = String(decoding: answer, as: UTF8.self).prefix { !$0.isNewline }
        guard process.terminationStatus == 0, !line.isEmpty else {
            throw MirrorError(
                .remote, "the askpass program \(program) gave no answer (exit \(process.terminationStatus))")
        }
        return String(line)
    }
}

extension SweepConfiguration.Authentication {
    /// Whether the credential is meant for a URL: what is configured must end where a part of the URL ends, or
    /// `https://git.example.org` would also speak to `https://git.example.org.elsewhere.net`.
    func covers(_ text: String) -> Bool {
        guard !url.isEmpty, text.hasPrefix(url) else { return false }
        let rest = text.dropFirst(url.count)
        if rest.isEmpty || url.hasSuffix("/") || rest.hasPrefix("/") { return true }
        return !url.contains("://") && (rest.hasPrefix(":") || url.hasSuffix(":"))
    }
}
