package io.slipway.apps;

import io.slipway.kernel.Secret;
import io.slipway.kernel.SecretBox;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Between a release's content and its columns: JSON for lists, sealed JSON for environments. */
@Component
class ReleaseCodec {

    private static final TypeReference<Map<String, String>> TEXTS_BY_NAME = new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.builder().build();
    private final SecretBox box;

    ReleaseCodec(SecretBox box) {
        this.box = box;
    }

    ReleaseRow toRow(ReleaseContent content, List<String> changes) {
        var keys = content.environment().keySet().stream().sorted().toList();
        return new ReleaseRow(
                content.image(),
                content.imageId(),
                SettingsCodec.toText(content.settings()),
                seal(Sidecars.sealable(content.environment(), content.settings())),
                json.writeValueAsString(keys),
                json.writeValueAsString(changes));
    }

    ReleaseContent contentOf(Release release) {
        var sealed = open(release.sealedEnvironment());
        return new ReleaseContent(
                release.image(), release.imageId(), Sidecars.opened(settingsOf(release), sealed), Sidecars.own(sealed));
    }

    private static ReleaseSettings settingsOf(Release release) {
        return SettingsCodec.ofText(release.processesJson());
    }

    ReleaseView viewOf(Release release, boolean current) {
        return new ReleaseView(
                release.id(),
                release.number(),
                release.image(),
                release.imageId(),
                settingsOf(release),
                texts(release.environmentKeysJson()),
                texts(release.changesJson()),
                release.createdBy(),
                release.createdAt(),
                current);
    }

    byte[] seal(Map<String, Secret> environment) {
        var plain = new TreeMap<String, String>();
        environment.forEach((name, value) -> plain.put(name, value.reveal()));
        return box.seal(json.writeValueAsBytes(plain));
    }

    Map<String, Secret> open(byte[] sealed) {
        return json.readValue(box.open(sealed), TEXTS_BY_NAME).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new Secret(entry.getValue())));
    }

    private List<String> texts(String array) {
        return List.copyOf(json.readValue(array, TEXTS));
    }
}
