package io.sluice.app.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeTest {
    @Test
    void whatIsNotThereIsEmpty() {
        var tree = Tree.parse("{\"a\":{\"b\":[1,\"x\"]},\"n\":null}");

        assertThat(tree.text("a", "c", "d")).isEmpty();
        assertThat(tree.number("n")).isZero();
        assertThat(tree.list("a", "missing")).isEmpty();
        assertThat(tree.list("a", "b")).hasSize(2);
        assertThat(tree.texts()).containsExactly("x");
        assertThat(Tree.parse(" ").absent()).isTrue();
    }

    @Test
    void pageIsReadAsItsItems() {
        assertThat(Tree.parse("{\"items\":[1,2],\"next\":null}").list()).hasSize(2);
        assertThat(Tree.parse("[1]").list()).hasSize(1);
    }

    @Test
    void indentedTextIsTheSameValue() {
        var text = "{\"a\":[],\"b\":{\"c\":[1,2.5,true,null,\"\\\"ä\\n\"]},\"d\":{}}";

        var indented = Tree.parse(text).indented();

        assertThat(indented).contains("{\n  \"a\": [],\n  \"b\": {\n    \"c\": [\n      1,");
        assertThat(Tree.parse(indented)).isEqualTo(Tree.parse(text));
    }
}
