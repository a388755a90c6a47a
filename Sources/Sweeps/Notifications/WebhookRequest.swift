private import CCurl
internal import Model

private import Foundation

/// One message to one webhook.
struct WebhookRequest {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let url: String
    private let headers: [String]
    private let body: String
    private let certificates: String?
    private let timeoutInMilliseconds: Int

    init(_ webhook: SweepConfiguration.Webhook, _ notification: RunNotification, certificates: String?) throws {
        let environment = ProcessInfo.processInfo.environment
        func value(of variable: String) throws -> String {
            guard let value = environment[variable], !value.isEmpty else {
                throw Failure(description: "the variable \(variable) is not set")
            }
            return value
        }
        url = try webhook.url ?? value(of: webhook.urlVariable ?? "")
        var fields = [
            "Content-Type": "application/json", "User-Agent": "rollcall", "Idempotency-Key": notification.run,
        ]
        for (name, text) in webhook.headers { fields[name] = text }
        for (name, variable) in webhook.headerVariables { fields[name] = try value(of: variable) }
        guard fields.allSatisfy({ !($0.key + $0.value).contains(where: \.isNewline) }) else {
            throw Failure(description: "a header holds a line feed")
        }
        headers = fields.map { "\($0.key): \($0.value)" }.sorted()
        do { body = try notification.body(template: webhook.template) } catch {
            throw Failure(description: "the template cannot be rendered: \(error)")
        }
        self.certificates = certificates
        timeoutInMilliseconds = webhook.timeoutInSeconds * 1000
    }

    /// Sends until it is accepted, waiting twice as long after each attempt.
    /// - Returns: why it was not; nil if it was. Never the URL: it may be a secret itself.
    func send(attempts: Int, cancellation: CancellationFlag) -> String? {
        var problem = "no attempt was made"
        for attempt in 0..<attempts where !cancellation.isSet {
            if attempt > 0 { wait(milliseconds: 500 << min(attempt - 1, 7), cancellation) }
            let (status, reason) = post()
            if (200..<300).contains(status) { return nil }
            problem = reason ?? "the server answered \(status)"
            // What the server will not take now it will not take in a second either; but for these it may.
            let mayRecover = status == 0 || status >= 500 || status == 429 || status == 408
            if !mayRecover { return problem }
        }
        return problem
    }

    private func wait(milliseconds: Int, _ cancellation: CancellationFlag) {
        for _ in 0..<(milliseconds / 50) where !cancellation.isSet { usleep(50_000) }
    }

    private func post() -> (status: Int, reason: String?) {
        var answer = rollcall_curl_answer()
        let names = headers.map { UnsafePointer<CChar>(strdup($0)) }
        defer { for name in names { free(UnsafeMutableRawPointer(mutating: name)) } }
        let bytes = Array(body.utf8)
        let loaded = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                rollcall_curl_post(
                    url, names, names.count, $0.baseAddress, $0.count, certificates, timeoutInMilliseconds, &answer)
            }
        }
        let message = withUnsafeBytes(of: answer.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if loaded != 0 { return (0, "libcurl cannot be loaded (\(message)); install libcurl4") }
        if answer.error != 0 { return (0, message.isEmpty ? "libcurl's error \(answer.error)" : message) }
        return (Int(answer.status), nil)
    }
}
