namespace Psutil.FleetTests.Parts;

/// <summary>Asks a Prometheus, or what answers like one.</summary>
internal static class PromQl
{
    /// <summary>The series that an expression gives; fails the test if the expression is refused.</summary>
    public static async Task<List<(Dictionary<string, string> Labels, double Value)>> QueryAsync(Part engine, string expression)
    {
        using FormUrlEncodedContent form = new([new("query", expression)]);
        using HttpResponseMessage response = await engine.Client.PostAsync("/api/v1/query", form, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{expression}: {text}");
        using JsonDocument document = JsonDocument.Parse(text);
        return
        [
            .. document
                .RootElement.GetProperty("data")
                .GetProperty("result")
                .EnumerateArray()
                .Select(series =>
                    (
                        series
                            .GetProperty("metric")
                            .EnumerateObject()
                            .ToDictionary(label => label.Name, label => label.Value.GetString()!, StringComparer.Ordinal),
                        double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)
                    )
                ),
        ];
    }

    /// <summary>Asks until an expression gives one value that is wanted, and gives it.</summary>
    public static async Task<double> WaitForAsync(Part engine, string expression, Func<double, bool>? isWanted = null)
    {
        string last = "nothing";
        List<double> found = await Wait.ForAsync($"{expression} (last: {last})", async () =>
        {
            List<double> values = [.. (await QueryAsync(engine, expression)).Select(series => series.Value)];
            last = string.Join(", ", values);
            return values.Count == 1 && (isWanted?.Invoke(values[0]) ?? true) ? values : null;
        });
        return found[0];
    }
}
