// Placeholder entry until the tour lands.
Console.WriteLine("Microsoft.ML.Causal samples");
