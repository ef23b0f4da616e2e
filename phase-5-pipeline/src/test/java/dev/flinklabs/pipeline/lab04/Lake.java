package dev.flinklabs.pipeline.lab04;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lies in a lake: its snapshots and files by Iceberg's API, its rows by SQL. */
final class Lake {

    private static final TableIdentifier NAME = TableIdentifier.of("shop", "daily_revenue");

    private final Path directory;

    /**
     * Iceberg keeps its threads for the life of the JVM, and a thread keeps the class loader of the
     * job that it was made for. Where the JVM grades many labs, they have to be few.
     */
    static void keepFewThreads() {
        System.setProperty("iceberg.worker.num-threads", "1");
        System.setProperty("iceberg.worker.delete-num-threads", "1");
    }

    Lake(Path directory) {
        this.directory = directory;
    }

    /**
     * A file with rows.
     *
     * @param snapshot which of the table's snapshots has added it, from 1 on
     * @param first the earliest day in it
     * @param last the latest one
     */
    record RowFile(int snapshot, LocalDate first, LocalDate last) {}

    /** The snapshots of the table, the oldest first; none where there is no table. */
    List<Map<String, Object>> snapshots() {
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (Snapshot ignored : table().map(Table::snapshots).orElse(List.of())) {
            numbers.add(Map.of("snapshot", numbers.size() + 1));
        }
        return numbers;
    }

    /** All files with rows that snapshots have added. */
    List<RowFile> files() {
        List<RowFile> files = new ArrayList<>();
        table().ifPresent(table -> addFiles(table, files));
        return files;
    }

    private static void addFiles(Table table, List<RowFile> files) {
        int number = 0;
        int day = table.schema().findField("sold_on").fieldId();
        for (Snapshot snapshot : table.snapshots()) {
            number++;
            for (DataFile file : snapshot.addedDataFiles(table.io())) {
                files.add(
                        new RowFile(
                                number,
                                day(file.lowerBounds().get(day)),
                                day(file.upperBounds().get(day))));
            }
        }
    }

    private static LocalDate day(ByteBuffer bound) {
        Integer days = Conversions.fromByteBuffer(Types.DateType.get(), bound);
        return LocalDate.ofEpochDay(days);
    }

    private Optional<Table> table() {
        try (HadoopCatalog catalog = new HadoopCatalog(new Configuration(), address())) {
            return catalog.tableExists(NAME)
                    ? Optional.of(catalog.loadTable(NAME))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a batch query reads, in a session of its own; nothing where there is no table. */
    List<Map<String, Object>> rows() {
        if (table().isEmpty()) {
            return List.of();
        }
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        tables.getConfig().set("parallelism.default", "1");
        tables.getConfig().set("table.exec.iceberg.infer-source-parallelism", "false");
        tables.executeSql(
                "CREATE CATALOG lake WITH ('type' = 'iceberg', 'catalog-type' = 'hadoop', 'warehouse' = '%s')"
                        .formatted(address()));
        List<Map<String, Object>> rows = new ArrayList<>();
        try (CloseableIterator<Row> read =
                tables.executeSql(
                                "SELECT CAST(sold_on AS STRING) AS sold_on, product_id, orders, cents FROM lake.shop.daily_revenue")
                        .collect()) {
            read.forEachRemaining(row -> rows.add(fields(row)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private static Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Set<String> names = row.getFieldNames(true);
        names.forEach(name -> fields.put(name, row.getField(name)));
        return fields;
    }

    private String address() {
        return directory.toUri().toString();
    }
}
