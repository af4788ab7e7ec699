using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Listing;

/// <summary>The table of processes for a list of fields.</summary>
internal static class ProcessTable
{
    /// <summary>What a list of processes says if it has none.</summary>
    public const string Empty = "no process matches";

    /// <param name="fields">Which fields, from left to right.</param>
    /// <param name="keeps">Which fields to show even on a narrow terminal, because the user requested them; null for none.</param>
    /// <param name="showsTree">Whether names are led by the lines of a tree.</param>
    public static Table<ProcessRow> Create(
        IReadOnlyList<ProcessField> fields,
        Func<ProcessField, bool>? keeps = null,
        bool showsTree = false
    )
    {
        List<Column<ProcessRow>> columns = [];
        Dictionary<Column<ProcessRow>, ProcessField> fieldOf = new(ReferenceEqualityComparer.Instance);
        foreach (ProcessField field in fields)
        {
            foreach (Column<ProcessRow> column in field.TableColumns)
            {
                Column<ProcessRow> shown = keeps?.Invoke(field) == true ? column with { Rank = 0 } : column;
                if (showsTree && (field == ProcessFieldTable.Name || field.Name == ProcessFieldTable.CommandLine.Name))
                {
                    shown = shown with { Lead = row => row.Lead };
                }

                columns.Add(shown);
                fieldOf[shown] = field;
            }
        }

        return new Table<ProcessRow>("processes", columns)
        {
            // Without a previous sample or for a new process, CPU % is missing without a reason.
            Reason = (row, column) => Reasons.Cell(row.ReasonFor(fieldOf[column])) ?? (IsCpuPercent(fieldOf[column]) ? "" : null),
            Empty = Empty,
            WriteMembers = (writer, row) => ProcessReport.Write(writer, row, fields),
        };
    }

    private static bool IsCpuPercent(ProcessField field) =>
        field == ProcessFieldTable.CpuPercent || field == ProcessFieldTable.CpuPercentAverage;
}
