package io.sluice.app.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Serves the page for every address inside it, uncached, so that a reload anywhere works.
@Component
class PageController {
    private final IndexPage page;

    PageController(
            IndexPage page,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings)
            throws NoSuchMethodException {
        this.page = page;
        mappings.registerMapping(
                RequestMappingInfo.paths("/", "/index.html", "/{*path}")
                        .methods(RequestMethod.GET, RequestMethod.HEAD)
                        .customCondition(new IsPage())
                        .build(),
                this,
                PageController.class.getDeclaredMethod("index", HttpServletRequest.class));
    }

    @ResponseBody
    ResponseEntity<String> index(HttpServletRequest request) {
        var rendered = page.render();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", rendered.policy())
                .body(rendered.html());
    }
}
