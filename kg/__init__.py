"""Knowledge graphs of companies and their initiatives, built from news."""
