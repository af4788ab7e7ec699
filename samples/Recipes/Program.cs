// Shows the recipes that only read.
using Recipes;

PsutilRecipes recipes = new(Machine.Local);
Print("Most CPU time", recipes.FindTopCpuTimes(3).Select(process => $"{process.CpuTimes?.Total:c} {process}"));
Print("Busiest now", recipes.FindTopCpuPercents(TimeSpan.FromSeconds(1), 3).Select(process => $"{process.CpuPercent:F0} % {process}"));
Print("Running", recipes.FindRunning().Select(process => process.ToString()));
Print("Larger than 500 MiB", recipes.FindLargerThan(500 << 20).Select(process => process.ToString()));
Print("Log files", recipes.FindLogFiles().Select(file => $"{file.Pid} {file.Name} {file.Path}"));
Print("Disks", recipes.GetDiskUse().Select(disk => $"{disk.MountPoint} {disk.Percent:F0} %"));
Print("Received", [$"{recipes.GetReceivedBytesPerSecond(TimeSpan.FromSeconds(1)):F0} bytes per second"]);

static void Print(string title, IEnumerable<string> lines)
{
    Console.WriteLine($"{title}:");
    foreach (string line in lines)
    {
        Console.WriteLine($"  {OSText.Escape(line)}");
    }
}
