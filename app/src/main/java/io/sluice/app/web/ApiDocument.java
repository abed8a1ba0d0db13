package io.sluice.app.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The OpenAPI document that describes this API.
@RestController
class ApiDocument {
    static final Resource DOCUMENT = new ClassPathResource("openapi/sluice-v1.yaml");

    @GetMapping("/api/v1/openapi.yaml")
    ResponseEntity<Resource> show() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/yaml;charset=UTF-8"))
                .body(DOCUMENT);
    }
}
