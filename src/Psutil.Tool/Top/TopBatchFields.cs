using Psutil.Tool.Listing;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top;

/// <summary>The fields of the table of <c>top -b</c>.</summary>
internal static class TopBatchFields
{
    /// <summary>The fields, and the column by which the table is sorted. JSON has the whole field of that column.</summary>
    /// <param name="fields">The usual fields.</param>
    /// <param name="sort">By what the table is sorted.</param>
    /// <param name="toProcess">The process of a row.</param>
    public static ProcessField[] WithSort(ProcessField[] fields, TopColumn sort, Func<ProcessRow, TopProcess> toProcess)
    {
        int place = Array.FindIndex(fields, field => field.Name == sort.Field.Name);

        // COMMAND is the last column in whatever form the arguments have; sorting by it does not ask for them.
        if (sort == TopColumns.Command || (place >= 0 && IsShownBy(fields[place], sort)))
        {
            return fields;
        }

        if (place < 0 && IsShownBy(sort.Field, sort))
        {
            return Insert(fields, sort.Field);
        }

        Column<ProcessRow> column = ToTableColumn(sort, toProcess);
        if (sort.JsonName is { } name)
        {
            ProcessField field = new()
            {
                Name = name,
                Sources = sort.Field.Sources,
                Write = column.Write,
                Columns = [column],
            };
            return Insert(Insert(fields, WithColumns(sort.Field, [])), field);
        }

        if (place < 0)
        {
            return Insert(fields, WithColumns(sort.Field, [column]));
        }

        ProcessField[] wider = [.. fields];
        wider[place] = WithColumns(fields[place], [.. fields[place].TableColumns, column]);
        return wider;
    }

    // A field with one value has one column, whatever that is called.
    private static bool IsShownBy(ProcessField field, TopColumn column) =>
        (field.Columns is null && (field.IsRightAligned || field.Word is not null))
        || field.TableColumns.Any(shown => shown.Layout.Header.Equals(column.Header, StringComparison.OrdinalIgnoreCase));

    // The last column is the only one whose width is not limited.
    private static ProcessField[] Insert(ProcessField[] fields, ProcessField field) => [.. fields[..^1], field, fields[^1]];

    private static ProcessField WithColumns(ProcessField field, IReadOnlyList<Column<ProcessRow>> columns) =>
        new()
        {
            Name = field.Name,
            Sources = field.Sources,
            ExtraTableSources = field.ExtraTableSources,
            Write = field.Write,
            Columns = columns,
        };

    private static Column<ProcessRow> ToTableColumn(TopColumn column, Func<ProcessRow, TopProcess> toProcess) =>
        new(
            column.Name,
            (writer, row) =>
            {
                if (column.Number is { } number)
                {
                    column.WriteNumber(writer, number(toProcess(row)));
                }
                else
                {
                    writer.Text(column.Word?.Invoke(toProcess(row)));
                }
            },
            column.Header,
            column.IsRightAligned
        );
}
