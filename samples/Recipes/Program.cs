using Recipes;

PsutilRecipes recipes = new(Machine.Local);
Console.WriteLine("Most CPU time:");
foreach (ProcessSnapshot process in recipes.FindTopCpuConsumers(3))
{
    Console.WriteLine($"{process.CpuTimes?.Total:c} {OSText.Escape(process.ToString())}");
}
