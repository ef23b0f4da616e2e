package dev.flinklabs.pipeline.lab04;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.types.Types.DateType;
import org.apache.iceberg.types.Types.LongType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StringType;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/** The table {@code shop.daily_revenue} in a lake. */
final class RevenueTable {

    static final Schema SCHEMA =
            new Schema(
                    NestedField.required(1, "sold_on", DateType.get()),
                    NestedField.required(2, "product_id", StringType.get()),
                    NestedField.required(3, "orders", LongType.get()),
                    NestedField.required(4, "cents", LongType.get()));

    /** What {@link #row} gives. */
    static final TypeInformation<RowData> ROWS =
            InternalTypeInfo.of(FlinkSchemaUtil.convert(SCHEMA));

    private static final TableIdentifier NAME = TableIdentifier.of("shop", "daily_revenue");

    private RevenueTable() {}

    /**
     * Where the table is. Creates it, unless it is there.
     *
     * @param lake the lake's directory
     * @param partitions how a new table is divided; one that is there stays as it is
     */
    static TableLoader in(String lake, PartitionSpec partitions) {
        CatalogLoader catalogs =
                CatalogLoader.hadoop(
                        "lake",
                        new Configuration(),
                        Map.of("warehouse", Path.of(lake).toUri().toString()));
        Catalog catalog = catalogs.loadCatalog();
        if (!catalog.tableExists(NAME)) {
            catalog.createTable(NAME, SCHEMA, partitions);
        }
        return TableLoader.fromCatalog(catalogs, NAME);
    }

    /** A total as a row of the table: what the sink takes. */
    static RowData row(DailyRevenue revenue) {
        return GenericRowData.of(
                (int) LocalDate.parse(revenue.soldOn()).toEpochDay(),
                StringData.fromString(revenue.productId()),
                revenue.orders(),
                revenue.cents());
    }
}
