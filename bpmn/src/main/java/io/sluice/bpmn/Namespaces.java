package io.sluice.bpmn;

import java.util.Set;

/// The XML names this module speaks.
final class Namespaces {
    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
    static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    static final String DI = "http://www.omg.org/spec/DD/20100524/DI";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    /// Our own extension elements.
    static final String SLUICE = "https://sluice.io/bpmn/1";

    /// The `language` of conditions that are CEL already.
    static final String CEL = "https://cel.dev";

    /// Ids of elements that we make up begin with this; a node's id cannot, it has no hyphen.
    static final String GENERATED = "sluice-";

    /// What every file of ours declares by itself.
    static final Set<String> OURS = Set.of(BPMN, BPMNDI, DC, DI, XSI, SLUICE);

    private Namespaces() {}
}
