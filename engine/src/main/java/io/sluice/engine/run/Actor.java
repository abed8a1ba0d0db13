package io.sluice.engine.run;

/// Who asked: a person, a program's token, a trigger or the engine itself.
///
/// @param kind `user`, `token`, `trigger` or `engine`
/// @param name user name, token name, trigger node id
public record Actor(String kind, String name) {
    public static final Actor ENGINE = new Actor("engine", "engine");
}
