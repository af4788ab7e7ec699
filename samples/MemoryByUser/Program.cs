// Shows how much memory the programs of each user take. Memory that processes share counts once: each has its part of it (PSS).
const ProcessFields Fields = ProcessFields.Name | ProcessFields.UserName | ProcessFields.Status | ProcessFields.MemoryFootprint;

Processes processes = Machine.Local.Processes;
ProcessSnapshot[] programs =
[
    .. processes
        .Capture(Fields, Environment.ProcessorCount)
        .Where(process => process is { IsKernelThread: not true, Status: not ProcessStatus.Zombie }),
];

var rows =
    from process in programs
    where process.MemoryFootprint is not null
    group process.MemoryFootprint!.Value by (process.UserName, process.Name) into same
    let bytes = same.Sum(footprint => footprint.Pss ?? footprint.Uss)
    orderby bytes descending
    select $"{ByteSize.ToString(bytes), 8} {same.Count(), 6}  {same.Key.UserName, -12}  {same.Key.Name}";

Console.WriteLine("  MEMORY  COUNT  USER          PROGRAM");
foreach (string row in rows)
{
    Console.WriteLine(OSText.Escape(row));
}

foreach (
    var unread in programs
        .Select(process => process.WhyMissing(ProcessFields.MemoryFootprint))
        .OfType<Unavailability>()
        .CountBy(why => why.Reason)
)
{
    Console.Error.WriteLine($"{unread.Value} could not be read: {unread.Key}");
}

if (processes.GetVisibility() != ProcessVisibility.All)
{
    Console.Error.WriteLine("Processes of other users may be hidden.");
}
