package io.otedama.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.otedama.error.PoolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pool's own key for signing tokens: P-256, made when there is none. */
final class TokenKey {
    private TokenKey() {}

    /**
     * @param path null: a new one that ends with the process
     * @throws PoolException when there is a file and it is not such a key
     */
    static ECKey loadOrMake(@Nullable Path path) {
        PrivateFile file = new PrivateFile(path);
        Optional<byte[]> bytes = file.read();
        try {
            if (bytes.isPresent()) {
                ECKey key = ECKey.parse(new String(bytes.get(), StandardCharsets.UTF_8));
                if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
                    throw new PoolException("the token key is not a private key of the curve P-256");
                }
                return key;
            }
            ECKey made =
                    new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
            file.write(made.toJSONString().getBytes(StandardCharsets.UTF_8));
            return made;
        } catch (ParseException e) {
            throw new PoolException(
                    "the token key cannot be read: delete it to have a new one made"); // no cause: it quotes
        } catch (JOSEException e) {
            throw new PoolException("no token key can be made", e);
        }
    }
}
