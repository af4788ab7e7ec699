using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Listing;

/// <summary>The table of processes for a list of fields.</summary>
internal static class ProcessTable
{
    /// <param name="fields">Which fields, from left to right.</param>
    /// <param name="keepsAll">Whether to show every column even on a narrow terminal, because the user requested them.</param>
    /// <param name="showsTree">Whether names are led by the lines of a tree.</param>
    public static Table<ProcessRow> Create(IReadOnlyList<ProcessField> fields, bool keepsAll = false, bool showsTree = false)
    {
        List<Column<ProcessRow>> columns = [];
        Dictionary<Column<ProcessRow>, ProcessField> fieldOf = new(ReferenceEqualityComparer.Instance);
        foreach (ProcessField field in fields)
        {
            foreach (Column<ProcessRow> column in field.TableColumns)
            {
                Column<ProcessRow> shown = keepsAll ? column with { Rank = 0 } : column;
                if (showsTree && (field == ProcessFieldTable.Name || field == ProcessFieldTable.CommandLine))
                {
                    shown = shown with { Lead = row => row.Lead };
                }

                columns.Add(shown);
                fieldOf[shown] = field;
            }
        }

        return new Table<ProcessRow>("processes", columns)
        {
            // Without a previous sample, CPU % is missing without a reason.
            Reason = (row, column) =>
                Reasons.Cell(row.ReasonFor(fieldOf[column])) ?? (fieldOf[column] == ProcessFieldTable.CpuPercent ? "" : null),
            WriteMembers = (writer, row) => ProcessReport.Write(writer, row, fields),
        };
    }
}
