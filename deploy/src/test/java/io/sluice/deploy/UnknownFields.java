package io.sluice.deploy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fields that no version of the kind knows: the client keeps them beside those it does.
final class UnknownFields {
    private UnknownFields() {}

    static List<String> of(Object object) {
        var found = new ArrayList<String>();
        look("", object, found);
        return found;
    }

    private static void look(String place, @Nullable Object value, List<String> found) {
        switch (value) {
            case null -> {}
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    look(place + "/" + i, list.get(i), found);
                }
            }
            case Object one
                    when one.getClass().getName().startsWith("io.fabric8.kubernetes.api.model") -> {
                for (var method : one.getClass().getMethods()) {
                    if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                        field(place, one, method, found);
                    }
                }
            }
            default -> {}
        }
    }

    private static void field(String place, Object one, Method method, List<String> found) {
        try {
            var inner = method.invoke(one);
            if (method.getName().equals("getAdditionalProperties")
                    && inner instanceof Map<?, ?> map) {
                map.keySet().forEach(key -> found.add(place + "/" + key));
            } else {
                look(place + "/" + method.getName().substring(3), inner, found);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
