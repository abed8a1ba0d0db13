package io.sluice.codec.run;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.RunId;
import java.util.Optional;

/// What a run knows of the run that began it.
final class ChildJson {
    private ChildJson() {}

    static void write(RunOut out, String name, Optional<Child> child) {
        if (child.isEmpty()) {
            return;
        }
        var one = child.get();
        out.json().writeName(name);
        out.json().writeStartObject();
        out.text("parent", one.parent().value());
        out.id("node", one.node());
        out.key("group", one.group());
        out.number("index", one.index());
        out.number("try", one.attempt());
        out.json().writeName("item");
        JsonValues.write(out.json(), one.item());
        out.flag("part", one.part());
        out.number("depth", one.depth());
        out.json().writeEndObject();
    }

    static Optional<Child> read(RunIn in, String name) {
        if (!in.has(name)) {
            return Optional.empty();
        }
        var child = in.object(name);
        return Optional.of(
                new Child(
                        new RunId(child.text("parent")),
                        child.id("node"),
                        child.key("group"),
                        child.number("index"),
                        child.number("try"),
                        child.value("item"),
                        child.flag("part"),
                        child.number("depth")));
    }
}
