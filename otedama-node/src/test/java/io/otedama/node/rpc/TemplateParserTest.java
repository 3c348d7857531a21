package io.otedama.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.error.NodeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateParserTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String WHERE = "node: getblocktemplate";

    private static ObjectNode sample(String name) {
        try (InputStream in = TemplateParserTest.class.getResourceAsStream(name + "-template.json")) {
            return (ObjectNode) MAPPER.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readsABitcoinTemplate() {
        NodeTemplate parsed = TemplateParser.parse(WHERE, sample("bitcoin"));

        BlockTemplate t = parsed.template();
        assertThat(t.version()).isEqualTo(0x20000000);
        assertThat(t.height()).isEqualTo(451);
        assertThat(t.previousBlock()).hasToString("406128eeebfb64a1d0c02ddb7a1db8933ca5fddabab13d33383830b5f2a0839f");
        assertThat(t.bits()).isEqualTo(0x207fffff);
        assertThat(t.minTime()).isEqualTo(1_795_332_019L);
        assertThat(t.curTime()).isEqualTo(1_795_332_019L);
        assertThat(t.coinbaseValue()).isEqualTo(625_003_710L);
        assertThat(t.weightLimit()).isEqualTo(4_000_000);
        assertThat(t.coinbaseAux()).isEmpty();
        assertThat(t.mweb()).isNull();
        assertThat(Hex.encode(t.witnessCommitment()))
                .isEqualTo("6a24aa21a9ed2153d5daf9d83f8db44dd23d4507e26dc85be9b527b83653d9fd6ec0a9bad058");
        assertThat(t.transactions()).hasSize(2);
        assertThat(t.transactions().get(0).txid())
                .hasToString("589d3b7d43e471edf2ce9b4c729183467ea6f3028833a8e6260f21991009c862");
        assertThat(t.transactions().get(0).hasWitness()).isTrue();
        assertThat(t.transactions().get(1).fee()).isEqualTo(2_300);
        assertThat(t.transactionWeight()).isEqualTo(561 + 917);
        assertThat(parsed.longPollId()).endsWith("f453");
    }

    @Test
    void readsALitecoinTemplateWithItsExtensionBlock() {
        BlockTemplate t = TemplateParser.parse(WHERE, sample("litecoin")).template();

        assertThat(t.mweb()).isNotEmpty();
        assertThat(t.transactions()).hasSize(2);
        assertThat(t.transactions().get(1).data()[5]).isEqualTo((byte) 8);
    }

    @Test
    void fieldsThatOtherNodesLeaveOutHaveDefaults() {
        ObjectNode json = sample("bitcoin");
        json.set("transactions", MAPPER.createArrayNode());
        json.remove(java.util.List.of(
                "default_witness_commitment", "longpollid", "weightlimit", "target", "coinbaseaux", "rules"));

        NodeTemplate parsed = TemplateParser.parse(WHERE, json);

        assertThat(parsed.longPollId()).isNull();
        assertThat(parsed.template().weightLimit()).isEqualTo(4_000_000);
        assertThat(parsed.template().witnessCommitment()).isNull();
    }

    @Test
    void coinbaseAuxValuesAreJoined() {
        ObjectNode json = sample("bitcoin");
        json.putObject("coinbaseaux").put("flags", "0102").put("more", "ff");

        assertThat(TemplateParser.parse(WHERE, json).template().coinbaseAux()).containsExactly(1, 2, -1);
    }

    private static Arguments broken(String problem, Consumer<ObjectNode> mutation) {
        return Arguments.of(problem, mutation);
    }

    private static ObjectNode firstTransaction(ObjectNode json) {
        return (ObjectNode) json.path("transactions").get(0);
    }

    static Stream<Arguments> contradictions() {
        String other = Hash256.ZERO.toString();
        return Stream.of(
                broken(".previousblockhash is missing", j -> j.remove("previousblockhash")),
                broken(".previousblockhash is not a hash", j -> j.put("previousblockhash", "12")),
                broken(".height is not a whole number", j -> j.put("height", "451")),
                broken(".height is 0", j -> j.put("height", 0)),
                broken(".bits is not 8 hex digits", j -> j.put("bits", "7fffff")),
                broken(".bits is not hexadecimal", j -> j.put("bits", "207ffffg")),
                broken(".bits is not a valid target", j -> j.put("bits", "20800000")),
                broken(".target is not what bits", j -> j.put("bits", "207ffffe")),
                broken(".coinbasevalue is -1", j -> j.put("coinbasevalue", -1)),
                broken(".coinbasevalue is missing", j -> j.remove("coinbasevalue")),
                broken("ready-made coinbases", j -> {
                    j.remove("coinbasevalue");
                    j.putObject("coinbasetxn");
                }),
                broken("cannot be", j -> j.put("curtime", 5)),
                broken(".mintime is missing", j -> j.remove("mintime")),
                broken("demands the rule !signet", j -> ((ArrayNode) j.path("rules")).add("!signet")),
                broken(".transactions is not a list", j -> j.put("transactions", "none")),
                broken(
                        "transactions[0] is not an object",
                        j -> j.putArray("transactions").add(1)),
                broken(
                        "transactions[0].data is not hexadecimal",
                        j -> firstTransaction(j).put("data", "xyz")),
                broken(
                        "transactions[0].txid is missing",
                        j -> firstTransaction(j).remove("txid")),
                broken(
                        "transactions[0].fee is missing",
                        j -> firstTransaction(j).remove("fee")),
                broken(
                        "transactions[0].depends names 1",
                        j -> firstTransaction(j).putArray("depends").add(1)),
                broken(
                        "does not commit to the transactions",
                        j -> firstTransaction(j).put("hash", other)),
                broken("does not commit to the transactions", j -> ((ArrayNode) j.path("transactions")).remove(1)),
                broken("missing although a transaction has a witness", j -> j.remove("default_witness_commitment")),
                broken("not a witness commitment script", j -> j.put("default_witness_commitment", "6a00")),
                broken("mweb is given but", j -> j.put("mweb", "00")),
                broken("mweb is empty", j -> j.put("mweb", "")));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void aTemplateThatContradictsItselfIsRefused(String problem, Consumer<ObjectNode> mutation) {
        ObjectNode json = sample("bitcoin");
        mutation.accept(json);

        assertThatThrownBy(() -> TemplateParser.parse(WHERE, json))
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith(WHERE)
                .hasMessageContaining(problem);
    }

    @Test
    void anExtensionTransactionWithoutExtensionBlockIsRefused() {
        ObjectNode json = sample("litecoin");
        json.remove("mweb");

        assertThatThrownBy(() -> TemplateParser.parse(WHERE, json))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("mweb is missing");
    }
}
