/// The heart of Sluice: what a workflow is, how a run of it moves, what a node promises, and the
/// small runtime that drives runs through the ports. It uses the JDK, JSpecify and SLF4J only.
module io.sluice.engine {
    requires transitive org.jspecify;
    requires org.slf4j;

    exports io.sluice.engine.check;
    exports io.sluice.engine.decide;
    exports io.sluice.engine.definition;
    exports io.sluice.engine.expression;
    exports io.sluice.engine.node;
    exports io.sluice.engine.port;
    exports io.sluice.engine.run;
    exports io.sluice.engine.runtime;
    exports io.sluice.engine.value;
}
