using System.Reflection;
using System.Text;
using System.Text.Json;
using Psutil.Tool.Json;
using Psutil.Tool.Listing;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Tests.Listing;

/// <summary>The one list of fields from which <c>ps</c>, <c>top</c>, the page of <c>info</c> and JSON derive.</summary>
public class ProcessFieldTableTests
{
    [Fact]
    public void EveryFieldHasItsPlace() =>
        Assert.Equal(
            typeof(ProcessFieldTable)
                .GetProperties(BindingFlags.Public | BindingFlags.Static)
                .Select(property => property.GetValue(null))
                .OfType<ProcessField>()
                .OrderBy(field => field.Name, StringComparer.Ordinal),
            ProcessFieldTable.Known.OrderBy(field => field.Name, StringComparer.Ordinal)
        );

    [Fact]
    public void ANameStandsForOneField() => Assert.Distinct(ProcessFieldTable.Known.Select(field => field.Name));

    [Fact]
    public void EverythingThatTheLibraryReadsIsShown() =>
        Assert.Equal(
            // A part of memory_info, and what nice is made of on Windows.
            [ProcessFields.ApproximateRss, ProcessFields.PriorityClass],
            Enum.GetValues<ProcessFields>()
                .Where(field => long.PopCount((long)field) == 1)
                .Where(field => (ProcessFieldTable.SourcesOf(ProcessFieldTable.Known) & field) == 0)
                .Order()
        );

    [Fact]
    public void AllIsWhatTheSystemHas()
    {
        Assert.Equal(
            ProcessFieldTable.Known.Where(field =>
                (Machine.Local.Processes.SupportedFields & field.Sources) == field.Sources || !field.IsLeftOutWhereNotOffered
            ),
            ProcessFieldTable.Nameable
        );
        Assert.Equal([TrafficField.NetworkIO, ProcessFieldTable.Energy], ProcessFieldTable.Nameable.Except(ProcessFieldTable.All));
        Assert.Empty(ProcessFieldChoice.Default.Except(ProcessFieldTable.All));
    }

    [Fact]
    public void EveryColumnOfTopShowsAFieldOfTheTable() => Assert.All(TopColumns.All, column =>
        {
            Assert.Contains(column.Field, ProcessFieldTable.Known);
            Assert.Contains(column.Column, column.Field.TableColumns);
            Assert.True(column.Number is not null ^ column.Word is not null, column.Header);
        });

    [Fact]
    public void EveryFieldIsWrittenOnce()
    {
        foreach (ProcessSnapshot process in ToolProcess.All)
        {
            ProcessRow row = new(process.Select(ProcessFields.All), null, null);
            foreach (ProcessField field in ProcessFieldTable.Known)
            {
                using MemoryStream buffer = new();
                using (JsonReportWriter writer = new(buffer, indented: false))
                {
                    writer.StartObject();
                    writer.Name(field.Name);
                    field.Write(writer, row);
                    writer.EndObject();
                    writer.Finish();
                }

                Assert.Single(JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray())).RootElement.EnumerateObject());
            }
        }
    }
}
