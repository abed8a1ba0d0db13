package io.sluice.codec.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The nodes whose output an expression looks at.
final class NodesNamed {
    private NodesNamed() {}

    static Set<String> in(CelExpr root) {
        return CelNavigableExpr.fromExpr(root)
                .allNodes()
                .flatMap(part -> id(part.expr()).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> id(CelExpr part) {
        var prefix = "nodes.";
        return switch (part.getKind()) {
            case SELECT, CALL ->
                    Guards.path(part)
                            .filter(path -> path.startsWith(prefix))
                            .map(path -> path.substring(prefix.length()))
                            .filter(id -> id.indexOf('.') < 0);
            case NOT_SET, CONSTANT, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
        };
    }
}
