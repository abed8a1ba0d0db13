package io.sluice.policy.finding;

/// What was running. An empty text means that the finding does not say.
///
/// @param name short, such as `curl`
/// @param path absolute, such as `/usr/bin/curl`
/// @param parentPath the absolute path of the process that started it
public record Program(String name, String path, String parentPath) {
    public static final Program UNKNOWN = new Program("", "", "");
}
