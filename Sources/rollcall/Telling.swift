import ArgumentParser

/// What `body` throws is told to whoever called the program, in its own words, and ends it with exit code 2.
func telling<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch { throw ValidationError("\(error)") }
}
