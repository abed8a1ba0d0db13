package io.sluice.bpmn;

import java.util.Map;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/// Adds elements to a model at the end of their parents: callers add in the order of the schema,
/// which spares the library's search for the place.
record Elements(BpmnModelInstance model) {

    <T extends ModelElementInstance> T add(ModelElementInstance parent, Class<T> type, String id) {
        var child = detached(type, id);
        append(parent, child);
        return child;
    }

    /// @param id ignored by elements that have none
    <T extends ModelElementInstance> T detached(Class<T> type, String id) {
        return model.newInstance(type, id);
    }

    static void append(ModelElementInstance parent, ModelElementInstance child) {
        parent.getDomElement().appendChild(child.getDomElement());
    }

    <T extends ModelElementInstance> T text(
            ModelElementInstance parent, Class<T> type, String id, String text) {
        var child = add(parent, type, id);
        child.getDomElement().setTextContent(XmlText.visible(text));
        return child;
    }

    void plain(ModelElementInstance parent, String name, String text) {
        element(parent, name).setTextContent(text);
    }

    /// One that the library has no class for.
    DomElement element(ModelElementInstance parent, String name) {
        var child = model.getDocument().createElement(Namespaces.BPMN, name);
        parent.getDomElement().appendChild(child);
        return child;
    }

    void documentation(BaseElement parent, String text) {
        if (!XmlText.visible(text).isEmpty()) {
            text(parent, Documentation.class, Namespaces.GENERATED + "doc-" + parent.getId(), text);
        }
    }

    void extension(ModelElementInstance parent, String name, Map<String, @Nullable Object> json) {
        var extensions = add(parent, ExtensionElements.class, "");
        var element = model.getDocument().createElement(Namespaces.SLUICE, name);
        element.setTextContent(JsonText.write(json));
        extensions.getDomElement().appendChild(element);
    }

    /// Puts a text into the JSON where XML alone would not carry it exactly.
    static void exactly(Map<String, @Nullable Object> json, String field, String text) {
        if (!XmlText.visible(text).equals(text)) {
            json.put(field, text);
        }
    }
}
